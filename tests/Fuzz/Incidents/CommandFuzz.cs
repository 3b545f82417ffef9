using System.Text;
using System.Text.Json;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Workflows.Commands;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Incidents;
using KillSwitch.Workflows.Tests.Incidents.InMemory;

namespace KillSwitch.Fuzz.Tests.Incidents;

public sealed class CommandFuzz
{
    [Fact]
    public void AnyBytes_AreACommandOrRefused() => Fuzzer.Run(new Parser());

    [Fact]
    public void AnyRecord_HasOneEffectOrIsRefusedAndAudited() => Fuzzer.Run(new Intake());

    private static readonly IReadOnlyList<byte[]> Good =
    [
        Example.Of("command"),
        """{"cmd_id":"c-1","ts":1767366001500,"scope":"GLOBAL","action":"UNKILL","reason":"fixed","triggered_by":"user:alice","corr_id":"corr-1"}"""u8.ToArray(),
    ];

    private static readonly IReadOnlyList<string> Grammar =
    [
        "{",
        "}",
        ":",
        ",",
        "\"cmd_id\":",
        "\"ts\":",
        "\"scope\":",
        "\"action\":",
        "\"KILL\"",
        "\"UNKILL\"",
        "\"reason\":",
        "\"triggered_by\":",
        "\"user:bob\"",
        "\"corr_id\":",
        "\"GLOBAL\"",
        "1",
    ];

    private sealed class Parser() : FuzzTarget("command")
    {
        public override IReadOnlyList<byte[]> Seeds => Good;

        public override IReadOnlyList<string> Words => Grammar;

        public override int ShortRun => 3000;

        public override void Try(byte[] input)
        {
            var parsed = CommandParser.Parse(input);
            Assert.Equal(parsed.Command, CommandParser.Read(CommandParser.Kept(input)));
            Assert.Equal(parsed.Command is null, parsed.Refusal is not null);
            Assert.All((string?[])[parsed.CmdId, parsed.TriggeredBy, parsed.CorrId], CheckShown);
            if (parsed.Command is not { } command)
            {
                Assert.DoesNotContain(parsed.Refusal!.Message, char.IsControl);
                return;
            }
            using var document = JsonDocument.Parse(
                Encoding.UTF8.GetString(input),
                new JsonDocumentOptions { AllowDuplicateProperties = false }
            );
            Assert.Equal(document.RootElement.GetProperty("action").GetString(), command.Action == CommandAction.Kill ? "KILL" : "UNKILL");
            Assert.Equal(document.RootElement.GetProperty("cmd_id").GetString(), command.CmdId);
            Assert.Equal(document.RootElement.GetProperty("reason").GetString(), command.Reason);
            Assert.Equal(command, CommandParser.Parse(JsonSerializer.SerializeToUtf8Bytes(command, ContractsJson.Default.Command)).Command);
        }

        private static void CheckShown(string? text) =>
            Assert.True(
                text is null || text.Length <= Command.MaxIdLength && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c)),
                $"'{text}' would be shown"
            );
    }

    private sealed class Intake() : FuzzTarget("intake")
    {
        public override IReadOnlyList<byte[]> Seeds => Good;

        public override IReadOnlyList<string> Words => Grammar;

        public override int ShortRun => 300;

        public override long Allocation => 4 * 1024 * 1024;

        public override void Try(byte[] input)
        {
            var world = new KillWorld();
            var header = Encoding.Latin1.GetString(input);
            var received = new ReceivedCommand(input, header, header, header, "killswitch.commands.v1-0@12", 0);
            var isCommand = CommandParser.Parse(input).Command is not null;

            world.Intake.HandleAsync(received, CancellationToken.None).GetAwaiter().GetResult();

            var audit = Assert.Single(world.Audit.Records, a => a.Step is Audits.CommandAccepted or Audits.CommandRefused);
            var isKill = isCommand && CommandParser.Parse(input).Command!.Action == CommandAction.Kill;
            Assert.Equal(isKill, audit.Step == Audits.CommandAccepted);
            Assert.Equal(isKill ? 1 : 0, world.Engine.Executions.Count);
            Assert.Contains(isKill ? "KILL" : received.Where, audit.Detail, StringComparison.Ordinal);
        }
    }
}
