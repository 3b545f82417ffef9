using DuckDB.NET.Data;

namespace KillSwitch.Lake.Storage;

/// <summary>A DuckDB in this process, in memory.</summary>
internal static class Duck
{
    public static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        connection.Execute("set TimeZone = 'UTC'; set memory_limit = '1GB'; set temp_directory = ''; set autoinstall_known_extensions = false");
        return connection;
    }

    public static void Execute(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>As SQL writes a text.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
