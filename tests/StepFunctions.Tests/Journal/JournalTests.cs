using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.StepFunctions.Server;
using KillSwitch.StepFunctions.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.StepFunctions.Tests.Journal;

public class JournalTests
{
    [Fact]
    public async Task Start_LastRecordTornAnywhere_DropsItAndGoesOn()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);
        var before = new FileInfo(host.Journal).Length;
        await host.CreateAsync(Definitions.Pass, "second");
        await host.Server.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(host.Journal);

        foreach (var cut in new[] { 1, 7, 8, 30, (int)(whole.Length - before) - 1 })
        {
            await File.WriteAllBytesAsync(host.Journal, whole[..(int)(before + cut)]);
            await host.StartServerAsync();
            using var client = new StepFunctionsClient(host.Endpoint, machine);
            Assert.Equal(["m"], (await client.StateMachinesAsync(default)).Keys);
            await host.Server.DisposeAsync();
            Assert.Equal(before, new FileInfo(host.Journal).Length);
        }
        await host.StartServerAsync();
    }

    [Fact]
    public async Task Append_DiskFull_RefusesEverythingSaysSoAndGoesOnAfterARestart()
    {
        var full = false;
        await using var host = await EngineHost.StartAsync(configure: o => o with
        {
            BeforeJournalSync = () =>
            {
                if (Volatile.Read(ref full))
                    throw new IOException("No space left on device");
            },
        });
        var machine = await host.CreateAsync(Definitions.Pass);
        using (var client = new StepFunctionsClient(host.Endpoint, machine))
        {
            Volatile.Write(ref full, true);
            await Assert.ThrowsAnyAsync<Exception>(() => client.StartExecutionAsync("one", [], null, default));
            Volatile.Write(ref full, false);
            await Assert.ThrowsAnyAsync<Exception>(() => client.StartExecutionAsync("two", [], null, default));
        }
        Assert.Contains("No space left on device", (await host.Server.Broken.WaitAsync(TimeSpan.FromSeconds(10))).Message);

        await host.RestartAsync();

        using var again = new StepFunctionsClient(host.Endpoint, machine);
        await again.StartExecutionAsync("three", [], null, default);
        Assert.DoesNotContain("two", (await again.ExecutionsAsync(machine, null, default)).Select(e => e.Name));
    }

    [Fact]
    public async Task Start_TailOfZeros_DropsIt()
    {
        await using var host = await EngineHost.StartAsync();
        var machine = await host.CreateAsync(Definitions.Pass);
        await host.Server.DisposeAsync();
        await using (var file = File.OpenWrite(host.Journal))
        {
            file.Position = file.Length;
            file.Write(new byte[100]);
        }

        await host.StartServerAsync();

        using var client = new StepFunctionsClient(host.Endpoint, machine);
        Assert.Single(await client.StateMachinesAsync(default));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(2)]
    public async Task Start_ByteFlippedInTheMiddle_RefusesWithFileAndOffset(int at)
    {
        await using var host = await EngineHost.StartAsync();
        await host.CreateAsync(Definitions.Pass);
        var second = new FileInfo(host.Journal).Length;
        await host.CreateAsync(Definitions.Pass, "second");
        await host.CreateAsync(Definitions.Pass, "third");
        await host.Server.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(host.Journal);
        bytes[second + at] ^= 1;
        await File.WriteAllBytesAsync(host.Journal, bytes);

        var damaged = await Assert.ThrowsAsync<JournalDamagedException>(host.StartServerAsync);

        Assert.Equal((host.Journal, second), (damaged.Path, damaged.Offset));
        Assert.Contains($"The journal {host.Journal} is damaged at byte {second}", damaged.Message);
        File.Delete(host.Journal);
        await host.StartServerAsync();
    }

    [Fact]
    public async Task Start_WhileAnotherEngineUsesTheDirectory_Refuses()
    {
        await using var host = await EngineHost.StartAsync();

        var refused = await Assert.ThrowsAsync<IOException>(() =>
            StepFunctionsServer.StartAsync(host.Options, TimeProvider.System, NullLoggerFactory.Instance, default)
        );

        Assert.Contains(host.Journal, refused.Message);
        Assert.Contains("another engine", refused.Message);
    }
}
