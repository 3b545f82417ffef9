using System.Text;

namespace KillSwitch.Local.Cli;

/// <summary>
/// Standard output, which says of itself that it cannot be written: a full disk behind it is no fault of any other file. Not thread-safe by
/// itself; the console makes it so.
/// </summary>
internal sealed class StandardOutput(TextWriter console) : TextWriter
{
    public override Encoding Encoding => console.Encoding;

    /// <summary>From now on; once is enough.</summary>
    /// <remarks>
    /// Not around the writer that there is: who writes to the console's stream takes the lock of <see cref="Console.Out"/>, whichever that
    /// is by then. One who still had the writer before, and its lock, would wait for the lock of this one, and this one for his.
    /// </remarks>
    public static void Guard() =>
        Console.SetOut(
            new StandardOutput(new StreamWriter(Console.OpenStandardOutput(), Console.Out.Encoding) { AutoFlush = true })
        );

    public override void Write(char value) => Do(() => console.Write(value));

    public override void Write(string? value) => Do(() => console.Write(value));

    public override void Write(char[] buffer, int index, int count) => Do(() => console.Write(buffer, index, count));

    public override void WriteLine(string? value) => Do(() => console.WriteLine(value));

    public override void Flush() => Do(console.Flush);

    private static void Do(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e) when (e is not OutputUnwritableException)
        {
            throw new OutputUnwritableException(e);
        }
    }
}
