using KillSwitch.Workflows.Signing;

namespace KillSwitch.Workflows.Tests.Signing;

/// <summary>Keys that are got when they are first needed, so that who does not need them needs no access to them.</summary>
public sealed class LazyKeyTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private int _asked;

    [Fact]
    public void ApprovalLinks_NotUsed_DoesNotAsk()
    {
        _ = new ApprovalLinks(Key);

        Assert.Equal(0, _asked);
    }

    [Fact]
    public void ApprovalLinks_UsedTwice_AsksOnceAndMakesTheSameLinks()
    {
        var links = new ApprovalLinks(Key);
        var link = new ApprovalLink("inc-1", 1, 2);

        Assert.Equal(new ApprovalLinks(s_key).Write(link), links.Write(link));
        Assert.False(links.Read(links.Write(link)).IsRefused);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public void CommandAttestation_UsedTwice_AsksOnceAndSignsTheSame()
    {
        var attestation = new CommandAttestation(Key);

        Assert.Equal(new CommandAttestation(s_key).Sign("x"u8), attestation.Sign("x"u8));
        Assert.True(attestation.Proves(attestation.Sign("x"u8), "x"u8));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public void CommandAttestation_KeyNotToBeHad_AsksAgainNextTime()
    {
        var broken = true;
        var attestation = new CommandAttestation(() => broken ? throw new InvalidOperationException("not now") : s_key);
        Assert.Throws<InvalidOperationException>(() => attestation.Sign("x"u8));

        broken = false;

        Assert.True(attestation.Proves(attestation.Sign("x"u8), "x"u8));
    }

    [Fact]
    public void Either_KeyTooShort_IsRefusedBeforeAnythingIsSigned()
    {
        Assert.Throws<ArgumentException>(() => new ApprovalLinks(() => [1, 2, 3]).Write(new ApprovalLink("inc-1", 1, 2)));
        Assert.Throws<ArgumentException>(() => new CommandAttestation(() => [1, 2, 3]).Sign("x"u8));
    }

    private byte[] Key()
    {
        _asked++;
        return s_key;
    }
}
