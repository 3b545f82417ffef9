namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>A JSONata expression and its place in the definition.</summary>
internal sealed record ExpressionAt(string Expression, string Place);
