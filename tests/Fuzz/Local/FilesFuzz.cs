using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Local.Mail;
using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;
using KillSwitch.Scenarios;
using KillSwitch.Tests;
using KillSwitch.Workflows.Detection;
using Microsoft.Extensions.Logging.Abstractions;

namespace KillSwitch.Fuzz.Tests.Local;

public sealed partial class FilesFuzz
{
    [Fact]
    public void AnyOrdersFile_GoesThroughLineByLine() => Fuzzer.Run(new Orders());

    [Fact]
    public void AnyMailbox_KeepsEveryWholeLine() => Fuzzer.Run(new Mailbox());

    /// <summary>
    /// As seconds, microseconds and nanoseconds are written: in 9 or 10, 15 or 16, 18 or 19 digits, or by a power of ten.
    /// </summary>
    [GeneratedRegex("""[^0-9]([0-9]{9,10}|[0-9]{15,16}|[0-9]{18,19})([^0-9]|$)|[0-9][eE]""")]
    private static partial Regex OtherUnit();

    private sealed class Orders() : FuzzTarget("orders-file")
    {
        private static readonly SearchValues<byte> NoLineFeed = SearchValues.Create("\n"u8);

        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            [.. Example.Of("order").Where(b => b != '\n'), (byte)'\n', .. Example.Of("child-order").Where(b => b != '\n'), (byte)'\n'],
        ];

        public override IReadOnlyList<string> Words { get; } =
        [
            "\n",
            "\r\n",
            "{}",
            "\"ts\":1700000000",
            "\"ts\":1700000000000000",
            "\"ts\":1e12",
            "\"ts\":-9223372036854775808",
            "\"ts\":9223372036854775807",
            "{",
            "}",
            ",",
        ];

        public override long Allocation => 512 * 1024;

        public override void Try(byte[] input)
        {
            // What a mark in front, or a bracket, says to be another encoding or an array is the readers' own fuzzing.
            if (input is [0xFE or 0xFF, ..] || Recognition.IsArray(WithoutMark(input)))
            {
                Read(input);
                return;
            }
            if (Read(input) is not { } scenario)
            {
                // What there is to refuse: a time that is none in milliseconds.
                Assert.Contains(
                    Lines(input).Select(line => Encoding.UTF8.GetString(Convert.FromHexString(line))),
                    line => OtherUnit().IsMatch(line)
                );
                return;
            }
            var lines = scenario.OrdersAsync(DateTimeOffset.UnixEpoch, CancellationToken.None).ToBlockingEnumerable().ToList();
            var played = lines.Select(l => Convert.ToHexString(l.Value)).Order(StringComparer.Ordinal);
            Assert.Equal(Lines(input).Order(StringComparer.Ordinal), played);
            Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.First.Due <= pair.Second.Due));
        }

        private static OrdersFileScenario? Read(byte[] input)
        {
            var file = new OrdersFile("-") { StandardInput = () => new MemoryStream(input), Format = OrderFormat.Json };
            try
            {
                return OrdersFileScenario
                    .ReadAsync(file, 1, DetectionSettings.Default, "r1", CancellationToken.None)
                    .GetAwaiter()
                    .GetResult();
            }
            catch (OrdersFileException)
            {
                return null;
            }
        }

        private static byte[] WithoutMark(byte[] input) =>
            input.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? input[Encoding.UTF8.Preamble.Length..] : input;

        private static IEnumerable<string> Lines(byte[] input)
        {
            for (ReadOnlyMemory<byte> rest = WithoutMark(input); rest.Length > 0;)
            {
                var end = rest.Span.IndexOfAny(NoLineFeed);
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (line.Length > 0)
                    yield return Convert.ToHexString(line.Span);
            }
        }
    }

    private sealed class Mailbox() : FuzzTarget("mailbox")
    {
        public override IReadOnlyList<byte[]> Seeds { get; } = [Written(1), Written(3)];

        public override IReadOnlyList<string> Words { get; } = ["\n", "null", "{}", "\r", "{\"id\":\"mail-1\"}\n"];

        public override int ShortRun => 200;

        public override long Allocation => 1024 * 1024;

        public override void Try(byte[] input)
        {
            using var folder = new TempFolder();
            var path = folder.File("mailbox.jsonl");
            File.WriteAllBytes(path, input);
            using (var file = MailboxFile.Open(path, NullLogger.Instance))
            {
                file.ReadOn(_ => { });
                file.Append(MailSamples.Of(1));
            }
            var whole = input.AsSpan(0, input.AsSpan().LastIndexOf((byte)'\n') + 1);
            var written = File.ReadAllBytes(path).AsSpan();
            Assert.True(written.StartsWith(whole), "a whole line is gone");
            Assert.Equal(written.Length - whole.Length - 1, written[whole.Length..].IndexOf((byte)'\n'));
        }

        private static byte[] Written(int mails)
        {
            using var folder = new TempFolder();
            var path = folder.File("mailbox.jsonl");
            using (var file = MailboxFile.Open(path, NullLogger.Instance))
            {
                for (var i = 0; i < mails; i++)
                    file.Append(MailSamples.Of(i));
            }
            return File.ReadAllBytes(path);
        }
    }
}
