using KillSwitch.Local.Cli;

namespace KillSwitch.Local.Tests.Cli;

public sealed class StandardOutputTests
{
    /// <summary>Nothing that can be seen.</summary>
    private const char Nothing = '\r';

    /// <summary>He would wait for whoever writes now, and who writes now for him.</summary>
    [Fact]
    public void Guard_SomebodyWritesWithTheWriterBefore_KeepsNobodyFromWriting()
    {
        var before = Console.Out;
        StandardOutput.Guard();
        try
        {
            var writing = new Thread(() => Console.Out.Write(Nothing)) { IsBackground = true };
            lock (before)
            {
                writing.Start();

                Assert.True(writing.Join(TimeSpan.FromSeconds(30)));
            }
        }
        finally
        {
            Console.SetOut(before);
        }
    }
}
