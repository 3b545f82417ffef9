using System.Globalization;
using System.Text;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>Where in a message the user's mapping finds a member.</summary>
/// <param name="Field">What the mapping says of it.</param>
/// <param name="Tag">Its tag; 0 where it is a party or always the same.</param>
/// <param name="Role">The role of a party (452); null where it is none.</param>
internal sealed record FixSource(MappedField Field, int Tag, byte[]? Role)
{
    private const string Party = "party:";

    /// <exception cref="OrdersFileException">It names neither.</exception>
    public static FixSource Of(string member, MappedField field)
    {
        if (field.From is not { } from)
            return new FixSource(field, 0, null);
        if (from.StartsWith(Party, StringComparison.Ordinal) && IsNumber(from[Party.Length..], out _))
            return new FixSource(field, 0, Encoding.ASCII.GetBytes(from[Party.Length..]));
        return IsNumber(from, out var tag)
            ? new FixSource(field, tag, null)
            : throw new OrdersFileException(
                $"The mapping cannot be used: '{member}' comes from '{Shown.Of(from)}', and in FIX a field is a tag such as 847, or party:11 for who has that role (452)."
            );
    }

    /// <summary>What the message says; null where it does not.</summary>
    /// <exception cref="RecordRefusedException">It says it twice.</exception>
    public string? Read(FixMessage message) => Role is not null ? message.Party(Role) : message.Text(Tag);

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
