namespace KillSwitch.OrderFormats.Orders;

/// <summary>What the user says of a file that it does not say itself.</summary>
public sealed record ReadingOptions
{
    /// <summary>Stands for every sender.</summary>
    public const string EverySender = "*";

    /// <summary>For messages, and for what some formats say in a file's name alone.</summary>
    public string FileName { get; init; } = "-";

    public FieldMapping Mapping { get; init; } = FieldMapping.None;

    /// <summary>Whose orders are taken, where a log has those of several (49); <see cref="EverySender"/> for all. Default: there must be
    /// one.</summary>
    public IReadOnlyList<string> Senders { get; init; } = [];

    /// <summary>The strategy of orders that name none.</summary>
    public string? Strategy { get; init; }

    /// <summary>The day of a file that has times of day alone. Default: the one in its name.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Of so many orders it is kept what they were made of.</summary>
    public int Traced { get; init; }
}
