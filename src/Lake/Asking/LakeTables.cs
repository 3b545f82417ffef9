using DuckDB.NET.Data;
using KillSwitch.Lake.Finding;
using KillSwitch.Lake.Storage;

namespace KillSwitch.Lake.Asking;

/// <summary>The lake's tables, as queries see them.</summary>
internal static class LakeTables
{
    private const string Raw = "line varchar, ingest_day varchar, ingest_hour varchar";
    private const string Quarantine = "log_offset bigint, reason varchar, line varchar, shown varchar";
    private const string Alerts =
        "alert_id varchar, rule varchar, severity varchar, subject varchar, symbol varchar, from_ts bigint, to_ts bigint, score integer, evidence varchar[], day varchar, from_time timestamp, to_time timestamp";

    /// <param name="folder">Of the lake.</param>
    /// <param name="narrowed">What is looked at.</param>
    /// <returns>A connection that reads the lake and nothing else, and whose settings nobody can change.</returns>
    public static DuckDBConnection Open(LakeFolder folder, Narrowed narrowed)
    {
        var duck = Duck.Open();
        // Before the views: they name files, and are bound to them at once.
        var lake = Duck.Quoted(folder.Lake + Path.DirectorySeparatorChar);
        duck.Execute($"set allowed_directories = [{lake}]; set enable_external_access = false");
        View(duck, "curated", $"{CuratedTable.Columns}, day varchar, hour varchar", folder.Curated, "*.parquet", narrowed.Events(), files =>
            $"from read_parquet({files}, hive_partitioning = true, hive_types = {{day: varchar, hour: varchar}})");
        View(duck, "alerts", Alerts, folder.Alerts, "*.jsonl", narrowed.Alerts(), files =>
            $"select alert_id, rule, severity, subject, symbol, from_ts, to_ts, score, evidence, day, make_timestamp(from_ts * 1000) as from_time, make_timestamp(to_ts * 1000) as to_time from read_json({files}, format = 'newline_delimited', columns = {Alert.Columns})");
        View(duck, "quarantine", Quarantine, folder.Quarantine, "*.jsonl", "true", files =>
            $"from read_json({files}, format = 'newline_delimited', columns = {{log_offset: 'bigint', reason: 'varchar', line: 'varchar', shown: 'varchar'}})");
        // One column, no quotes, no escapes: a line is a line, whatever is in it.
        View(duck, "raw", Raw, folder.Raw, "*.jsonl", "true", files =>
            $"from read_csv({files}, columns = {{line: 'varchar'}}, delim = '\\x01', quote = '', escape = '', header = false, auto_detect = false, hive_partitioning = true, hive_types = {{ingest_day: varchar, ingest_hour: varchar}})");
        duck.Execute("set lock_configuration = true");
        return duck;
    }

    /// <summary>A pattern that matches no file is an error to DuckDB; a lake without alerts has a table without rows.</summary>
    private static void View(
        DuckDBConnection duck, string name, string columns, string folder, string pattern, string where, Func<string, string> read)
    {
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Any())
            duck.Execute($"create table {name} ({columns})");
        else
            duck.Execute($"create view {name} as select * from ({read(Duck.Quoted($"{folder}/**/{pattern}"))}) where {where}");
    }
}
