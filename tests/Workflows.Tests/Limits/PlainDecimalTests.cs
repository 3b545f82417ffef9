using FsCheck;
using FsCheck.Fluent;
using KillSwitch.Workflows.Limits;

namespace KillSwitch.Workflows.Tests.Limits;

public sealed class PlainDecimalTests
{
    [Theory]
    [InlineData("100", "100.0")]
    [InlineData("187.5", "187.500000000000000000")]
    [InlineData("0", "-0.00")]
    [InlineData("-1.5", "-1.50")]
    [InlineData("4294967296.1", "4294967296.1000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7922816251426433759354395033", "7922816251426433759354395033.0")]
    [InlineData("1.8446744073709551616", "1.8446744073709551616000000000")]
    public void Bits_OneNumberWrittenInTwoWays_AreTheSame(string one, string other) =>
        Assert.Equal(Bits(decimal.Parse(one)), Bits(decimal.Parse(other)));

    [Fact]
    public void Bits_OfTwoNumbers_AreTheSameWhereTheNumbersAre() =>
        Prop.ForAll(
                Numbers().Two().ToArbitrary(),
                numbers => Bits(numbers.Item1).SequenceEqual(Bits(numbers.Item2)) == (numbers.Item1 == numbers.Item2)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Bits_OfANumber_AreThatNumber() =>
        Prop.ForAll(Numbers().ToArbitrary(), number => new decimal(Bits(number)) == number)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>Small ones, so that many are the same, of every length and with zeros at their end.</summary>
    private static Gen<decimal> Numbers() =>
        from digits in Gen.Choose(-12, 12)
        from high in Gen.Elements(0, 0, 0, 1, 1_000_000)
        from shift in Gen.Choose(0, 8)
        from zeros in Gen.Choose(0, 10)
        select ((high * 10_000_000_000m) + digits) * Power(-shift) * (1 + (0 * Power(-zeros)));

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (; exponent < 0; exponent++)
            power *= 0.1m;
        return power;
    }

    private static int[] Bits(decimal number)
    {
        var bits = new int[4];
        PlainDecimal.Bits(number, bits);
        return bits;
    }
}
