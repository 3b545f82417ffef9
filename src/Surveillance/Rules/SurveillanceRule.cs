namespace KillSwitch.Surveillance.Rules;

/// <summary>What a pattern is held to, and whose decision that is.</summary>
/// <param name="Owner">Who answers for the thresholds.</param>
/// <param name="Severity">HIGH, MEDIUM or LOW.</param>
/// <param name="Means">What an alert of it says, for people.</param>
/// <param name="Thresholds">By name; the pattern's SQL has each as <c>${rule.name}</c>.</param>
public sealed record SurveillanceRule(string Owner, string Severity, string Means, IReadOnlyDictionary<string, decimal> Thresholds);
