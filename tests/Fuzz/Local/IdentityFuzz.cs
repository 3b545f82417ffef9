using System.Text;
using KillSwitch.Fuzz.Tests.Support;
using KillSwitch.Local.Identity;
using KillSwitch.Tests;
using KillSwitch.Workflows.Refusals;
using KillSwitch.Workflows.Signing;

namespace KillSwitch.Fuzz.Tests.Local;

public sealed class IdentityFuzz
{
    [Fact]
    public void AnyBearerToken_IsTheOneThatWasIssuedOrNone()
    {
        using var folder = new TempFolder();
        Fuzzer.Run(new Token(new LocalTokens(folder, TimeProvider.System)));
    }

    [Fact]
    public void AnyLink_IsTheOneThatWasMadeOrTampered() => Fuzzer.Run(new Link());

    [Fact]
    public void AnyAttestation_ProvesNothingButWhatWasSigned() => Fuzzer.Run(new Attestation());

    private sealed class Token(LocalTokens tokens) : FuzzTarget("token")
    {
        private readonly string _issued = tokens.Issue("alice").Value!.Value;

        public override IReadOnlyList<byte[]> Seeds =>
            [Encoding.ASCII.GetBytes(_issued), "eyJhbGciOiJub25lIn0.eyJzdWIiOiJib2IifQ."u8.ToArray()];

        public override IReadOnlyList<string> Words { get; } = ["CfDJ8", "A", "_", "-", "=", ".", "%20", "eyJhbGciOiJub25lIn0"];

        public override void Try(byte[] input)
        {
            var text = Encoding.Latin1.GetString(input);
            Assert.Equal(text == _issued ? "alice" : null, tokens.Format.Unprotect(text)?.Principal.Identity?.Name);
        }
    }

    private sealed class Link() : FuzzTarget("link")
    {
        private static readonly ApprovalLinks Links = new(Encoding.ASCII.GetBytes("a key of at least 32 bytes, for tests"));
        private static readonly ApprovalLink Made = new("inc-09fb6f68fc40e1d8", 1, 1_800_000_000_000);

        public override IReadOnlyList<byte[]> Seeds { get; } =
        [
            Encoding.ASCII.GetBytes(Links.Write(Made)),
            Encoding.ASCII.GetBytes(new ApprovalLinks(Encoding.ASCII.GetBytes("another key of at least 32 bytes, for tests")).Write(Made)),
        ];

        public override IReadOnlyList<string> Words { get; } = [".", "=", "-", "_", "A", "aW5jLTE", "%2e"];

        public override int ShortRun => 4000;

        public override void Try(byte[] input)
        {
            var text = Encoding.UTF8.GetString(input);
            var read = Links.Read(text);
            Assert.Equal(text == Links.Write(Made), !read.IsRefused);
            if (read.IsRefused)
                Assert.Equal(RefusalCode.LinkTampered, read.Refusal.Code);
            else
                Assert.Equal(Made, read.Value);
        }
    }

    private sealed class Attestation() : FuzzTarget("attestation")
    {
        private static readonly CommandAttestation Key = new(Encoding.ASCII.GetBytes("a key of at least 32 bytes, for tests"));
        private static readonly byte[] Command = Example.Of("command");
        private static readonly string Signed = Key.Sign(Command);

        public override IReadOnlyList<byte[]> Seeds { get; } = [Encoding.ASCII.GetBytes(Signed)];

        public override IReadOnlyList<string> Words { get; } = ["0", "ff", "F", "g", " "];

        public override int ShortRun => 4000;

        public override void Try(byte[] input)
        {
            var header = Encoding.Latin1.GetString(input);
            Assert.Equal(string.Equals(header, Signed, StringComparison.OrdinalIgnoreCase), Key.Proves(header, Command));
            if (!input.AsSpan().SequenceEqual(Command))
                Assert.False(Key.Proves(Signed, input));
        }
    }
}
