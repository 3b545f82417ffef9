using KillSwitch.OrderFormats;
using KillSwitch.OrderFormats.Orders;

namespace KillSwitch.Scenarios;

/// <summary>The user's own orders: where they are, and what is to be known to read them.</summary>
/// <param name="Path">A file, or <c>-</c> for standard input, which is read to its end.</param>
public sealed record OrdersFile(string Path)
{
    /// <summary>What <c>-</c> stands for. Default: the process's own.</summary>
    public Func<Stream>? StandardInput { get; init; }

    /// <summary>How it is written. Default: as its beginning says.</summary>
    public OrderFormat? Format { get; init; }

    /// <summary>What it does not say itself.</summary>
    public ReadingOptions Reading { get; init; } = new();

    /// <summary>For messages.</summary>
    public string Where => Path == "-" ? "standard input" : Path;
}
