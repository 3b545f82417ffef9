using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.StepFunctions;
using KillSwitch.StepFunctions.Journal;
using KillSwitch.Tests;

namespace KillSwitch.Fuzz.Tests.StepFunctions;

public sealed class JournalFuzz
{
    [Fact]
    public void AnyJournal_LosesNoWholeRecordSilently() => Fuzzer.Run(new Target());

    private sealed class Target() : FuzzTarget("journal")
    {
        private const int Records = 6;

        private static readonly byte[] Whole = Written();

        public override IReadOnlyList<byte[]> Seeds { get; } = [Whole];

        public override int ShortRun => 400;

        public override long Allocation => 2 * 1024 * 1024;

        public override void Try(byte[] input)
        {
            using var folder = new TempFolder();
            var path = folder.File("journal");
            File.WriteAllBytes(path, input);
            var read = new List<JournalEntry>();
            try
            {
                using var file = File.OpenRead(path);
                var (end, torn) = JournalReader.Read(file, read.Add);
                Assert.Equal(input.Length, end + torn);
                // What is cut off as torn must not hold a record that was whole.
                Assert.Equal(0, WholeRecordsIn(input.AsSpan((int)end)));
            }
            catch (JournalDamagedException damaged)
            {
                Assert.InRange(damaged.Offset, 0, input.Length);
            }
            var unharmed = input.AsSpan().CommonPrefixLength(Whole) / (Whole.Length / Records);
            Assert.Equal(
                Enumerable.Range(0, unharmed).Select(Arn),
                read.Take(unharmed).OfType<JournalEntry.ActivityDeleted>().Select(r => r.Arn)
            );
        }

        private static int WholeRecordsIn(ReadOnlySpan<byte> tail)
        {
            var found = 0;
            for (var i = 0; i < Records; i++)
            {
                var record = Whole.AsSpan(i * (Whole.Length / Records), Whole.Length / Records);
                if (tail.IndexOf(record) >= 0)
                    found++;
            }
            return found;
        }

        private static string Arn(int number) => $"arn:aws:states:us-east-1:000000000000:activity:{number}";

        private static byte[] Written()
        {
            using var folder = new TempFolder();
            var path = folder.File("journal");
            var writer = JournalWriter.Open(path, JournalSync.OperatingSystem, _ => { }, beforeSync: null, out _);
            for (var i = 0; i < Records; i++)
                writer.AppendAsync(new JournalEntry.ActivityDeleted(Arn(i))).GetAwaiter().GetResult();
            writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return File.ReadAllBytes(path);
        }
    }
}
