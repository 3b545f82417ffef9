namespace KillSwitch.OrderFormats;

/// <summary>How a file of orders is written.</summary>
public enum OrderFormat
{
    /// <summary>An order a line, or an array of them.</summary>
    Json,

    /// <summary>The log of a FIX session.</summary>
    Fix,

    /// <summary>A line an order, below a header, with commas or the like between its columns.</summary>
    Csv,

    /// <summary>A message file of LOBSTER.</summary>
    Lobster,

    /// <summary>NASDAQ TotalView-ITCH 5.0, with the length before each message.</summary>
    Itch,
}
