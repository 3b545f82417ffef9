using System;
using System.Collections.Generic;
using Microsoft.Spark.Sql.Streaming;

namespace Microsoft.Spark.Interop
{
    public static class SparkEnvironment
    {
        public static Ipc.IJvmBridge JvmBridge => throw null;
    }
}

namespace Microsoft.Spark.Interop.Ipc
{
    public interface IJvmBridge
    {
        object CallStaticJavaMethod(string className, string methodName, params object[] args);
    }
}

namespace Microsoft.Spark.Sql
{
    public sealed class SparkSession
    {
        public static Builder Builder() => throw null;


        public DataFrame Table(string tableName) => throw null;

        public DataFrame Sql(string sqlText) => throw null;

        public DataFrameReader Read() => throw null;

        public DataStreamReader ReadStream() => throw null;
    }

    public sealed class Builder
    {
        public Builder AppName(string appName) => throw null;

        public Builder Config(string key, string value) => throw null;

        public SparkSession GetOrCreate() => throw null;
    }

    public sealed class DataFrame
    {
        public void CreateOrReplaceTempView(string viewName) => throw null;

        public void CreateOrReplaceGlobalTempView(string viewName) => throw null;

        public DataFrameWriter Write() => throw null;

        public DataStreamWriter WriteStream() => throw null;
    }

    public sealed class DataFrameReader
    {
        public DataFrameReader Format(string source) => throw null;

        public DataFrameReader Options(Dictionary<string, string> options) => throw null;

        public DataFrame Load() => throw null;
    }

    public sealed class DataFrameWriter
    {
        public DataFrameWriter Mode(string saveMode) => throw null;

        public DataFrameWriter Format(string source) => throw null;

        public DataFrameWriter Options(Dictionary<string, string> options) => throw null;

        public void Save() => throw null;
    }
}

namespace Microsoft.Spark.Sql.Streaming
{
    public sealed class DataStreamReader
    {
        public DataStreamReader Format(string source) => throw null;

        public DataStreamReader Options(Dictionary<string, string> options) => throw null;

        public DataFrame Load() => throw null;
    }

    public sealed class DataStreamWriter
    {
        public DataStreamWriter OutputMode(string outputMode) => throw null;

        public DataStreamWriter Option(string key, string value) => throw null;

        public DataStreamWriter Trigger(Trigger trigger) => throw null;

        public DataStreamWriter QueryName(string queryName) => throw null;

        public DataStreamWriter ForeachBatch(Action<DataFrame, long> func) => throw null;

        public StreamingQuery Start(string path = null) => throw null;
    }

    public sealed class StreamingQuery;

    public sealed class Trigger
    {
        public static Trigger ProcessingTime(string interval) => throw null;
    }
}
