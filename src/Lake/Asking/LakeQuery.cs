using System.Text.Json;
using DuckDB.NET.Data;
using KillSwitch.Hosting;

namespace KillSwitch.Lake.Asking;

/// <summary>Asks the lake in SQL that only reads, and not for ever.</summary>
internal static class LakeQuery
{
    /// <summary>Rows as texts, so that an answer is the same in every format; null for NULL.</summary>
    /// <param name="lake">From <see cref="LakeTables.Open"/>.</param>
    /// <param name="sql">One SELECT.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="time">For that.</param>
    /// <param name="stop">Ends it sooner.</param>
    /// <exception cref="CannotStartException">It is refused, or took too long; the message is DuckDB's where it has one.</exception>
    public static Answer Ask(DuckDBConnection lake, string sql, TimeSpan within, TimeProvider time, CancellationToken stop)
    {
        try
        {
            HoldToReading(lake, sql);
            using var command = lake.CreateCommand();
            command.CommandText = sql;
            command.UseStreamingMode = true;
            using var late = new CancellationTokenSource(within, time);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
            using var interrupts = ends.Token.Register(command.Cancel);
            try
            {
                return Answer.Of(command, ends.Token);
            }
            catch (Exception e) when (late.IsCancellationRequested && e is OperationCanceledException or DuckDBException)
            {
                throw new CannotStartException(
                    $"The query had not ended after {within.TotalSeconds:0.###} s, and was stopped. Narrow it (--from, --symbol), or give a longer --timeout.", e);
            }
        }
        catch (DuckDBException e)
        {
            throw new CannotStartException(e.Message, e);
        }
    }

    /// <summary>DuckDB's own parser says what a statement is: it gives only SELECTs back.</summary>
    private static void HoldToReading(DuckDBConnection lake, string sql)
    {
        using var command = lake.CreateCommand();
        command.CommandText = "select cast(json_serialize_sql(cast($sql as varchar)) as varchar)";
        command.Parameters.Add(new DuckDBParameter("sql", sql));
        using var parsed = JsonDocument.Parse((string)command.ExecuteScalar()!);
        if (parsed.RootElement.GetProperty("error").GetBoolean())
        {
            var message = parsed.RootElement.GetProperty("error_message").GetString()!;
            throw new CannotStartException(
                message.Contains("Only SELECT", StringComparison.Ordinal)
                    ? "Only a SELECT is asked: the lake is read here, and nothing is written, attached, loaded or set."
                    : $"This is no SQL: {message}");
        }
        if (parsed.RootElement.GetProperty("statements").GetArrayLength() != 1)
            throw new CannotStartException("One SELECT at a time: leave out what follows the semicolon.");
    }
}
