using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Tests.Signing;

public sealed class CommandAttestationTests
{
    private readonly CommandAttestation _attestation = new(new byte[32]);

    [Fact]
    public void Proves_ItsOwnSignature_Holds() => Assert.True(_attestation.Proves(_attestation.Sign("abc"u8), "abc"u8));

    [Fact]
    public void Proves_OtherBytes_Fails() => Assert.False(_attestation.Proves(_attestation.Sign("abc"u8), "abd"u8));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not hex")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void Proves_NoSignature_Fails(string? header) => Assert.False(_attestation.Proves(header, "abc"u8));

    [Fact]
    public void Constructor_ShortKey_IsRefused() => Assert.Throws<ArgumentException>(() => new CommandAttestation(new byte[31]));
}
