namespace KillSwitch.StatesLanguage.Events;

/// <summary>How many iterations of a Map may fail before it does. Both null: none.</summary>
public sealed record ToleratedFailure(double? Count, double? Percentage);
