using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.OrderFormats;

/// <summary>
/// What the user says of a file must be of use in its format: an option that nobody reads would be believed to have worked.
/// </summary>
public static class OptionsThatFit
{
    /// <exception cref="OrdersFileException">One of them is for other formats. The message names it.</exception>
    public static void Check(OrderFormat format, ReadingOptions options)
    {
        if (options.Senders.Count > 0 && format != OrderFormat.Fix)
            throw Unused("--flow", "FIX logs, which name senders", format, options);
        if (options.Day is not null && format is not (OrderFormat.Lobster or OrderFormat.Itch))
            throw Unused("--date", "LOBSTER and ITCH, which have times of day alone", format, options);
        if (format != OrderFormat.Json)
            return;
        if (options.Mapping != FieldMapping.None)
            throw Unused("--mapping", "formats with fields of other names", format, options);
        if (options.Strategy is not null)
            throw Unused("--strategy", "formats whose orders may have none", format, options);
    }

    private static OrdersFileException Unused(string option, string wherefore, OrderFormat format, ReadingOptions options) =>
        new(
            $"{option} is for {wherefore}, and {options.FileName} is read as {format.ToString().ToUpperInvariant()}: leave it out, or say with --format what the file is."
        );
}
