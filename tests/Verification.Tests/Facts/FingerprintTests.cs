using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Verification.Facts;

namespace KillSwitch.Verification.Tests.Facts;

public sealed class FingerprintTests
{
    [Fact]
    public void Of_TwoValues_IsSameExactlyIfTheBytesAre() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (one, other) =>
            Fingerprint.Of(one) == Fingerprint.Of(other) == one.SequenceEqual(other)).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfItsText_IsTheSame() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            Fingerprint.Parse(Fingerprint.Of(bytes).ToString()) == Fingerprint.Of(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_NoValue_DiffersFromAnEmptyOne() => Assert.NotEqual(Fingerprint.Of([]), Fingerprint.Of(null));
}
