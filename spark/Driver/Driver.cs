using System.Text.Json;
using Microsoft.Spark.Interop;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;

namespace KillSwitch.Spark.Driver;

/// <summary>
/// Has Spark run the pipeline. All it knows is how sources, views and queries are declared; what they do is in SQL and Java.
/// </summary>
internal sealed class Driver(Pipeline pipeline)
{
    /// <summary>The options of every Kafka client, as JSON.</summary>
    private string Kafka { get; } = JsonSerializer.Serialize(
        pipeline.Options(Pipeline.KafkaFormat, new Dictionary<string, string>()),
        PipelineJson.Default.DictionaryStringString
    );

    /// <summary>Returns never; throws what a query failed with, so that the job fails and is started again from its checkpoints.</summary>
    public void Run()
    {
        var builder = SparkSession.Builder().AppName("killswitch-detection");
        foreach (var (name, value) in pipeline.File.Spark)
            builder = builder.Config(name, pipeline.Text(value));
        var spark = builder.GetOrCreate();

        foreach (var source in pipeline.File.Sources)
            Source(spark, source).CreateOrReplaceTempView(source.View);
        foreach (var view in pipeline.File.Views)
            View(spark, view);
        Call(pipeline.File.Watch.Java, "begin", Kafka, pipeline.Text(pipeline.File.Watch.Says));
        Call(pipeline.File.Rehearsal, "play", pipeline.Settings, Kafka);
        foreach (var query in pipeline.File.Queries)
            Start(spark, query);
        Call(pipeline.File.Watch.Java, "untilAllHaveRead");
        Console.WriteLine("killswitch: detection is running");
        Call(pipeline.File.Watch.Java, "untilOneEnds");
    }

    private DataFrame Source(SparkSession spark, SourceFile source)
    {
        var options = pipeline.Options(source.Format, source.Options);
        return source.Streaming
            ? spark.ReadStream().Format(source.Format).Options(options).Load()
            : spark.Read().Format(source.Format).Options(options).Load();
    }

    private void View(SparkSession spark, ViewFile view)
    {
        if (view.Java is { } type)
            Call(type, "register", view.Name, view.Of ?? "", pipeline.Settings, Kafka);
        else
            spark.Sql(pipeline.Sql(view.Sql!)).CreateOrReplaceTempView(view.Name);
    }

    private void Start(SparkSession spark, QueryFile query) =>
        spark.Table(query.From)
            .WriteStream()
            .QueryName(query.Name)
            .OutputMode(query.OutputMode)
            .Trigger(Trigger.ProcessingTime(pipeline.Text(query.Trigger)))
            .Option("checkpointLocation", pipeline.Text(query.Checkpoint))
            .ForeachBatch((batch, id) => Write(spark, query, batch, id))
            .Start();

    private void Write(SparkSession spark, QueryFile query, DataFrame batch, long id)
    {
        batch.CreateOrReplaceGlobalTempView(query.Into);
        var count = (int)Call(query.Decide.Java, "decide", $"global_temp.{query.Into}", query.Decide.Into, pipeline.Settings, Kafka)!;
        if (count == 0)
            return;
        foreach (var write in query.Writes)
            spark
                .Table(write.Table)
                .Write()
                .Format(write.Format)
                .Options(pipeline.Options(write.Format, write.Options))
                .Mode("append")
                .Save();
        Console.WriteLine($"killswitch: {query.Name} {id}: {count}");
    }

    /// <summary>A static method of a class that came with the detection: .NET for Apache Spark has no stateful operator.</summary>
    private static object? Call(string type, string method, params object[] arguments) =>
        SparkEnvironment.JvmBridge.CallStaticJavaMethod(type, method, arguments);
}
