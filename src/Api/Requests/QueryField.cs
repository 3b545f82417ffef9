namespace KillSwitch.Api.Requests;

/// <summary>A query parameter that a route takes.</summary>
/// <param name="Name">In snake_case.</param>
/// <param name="About">What it does.</param>
/// <param name="Range">Of a whole number; null for text of 1 to <see cref="MaxLength"/> characters.</param>
public sealed record QueryField(string Name, string About, QueryRange? Range = null)
{
    public const int MaxLength = 128;
}

/// <summary>Which whole numbers are taken.</summary>
/// <param name="Max">From 1 to this.</param>
/// <param name="Usual">Where the parameter is left out.</param>
public sealed record QueryRange(int Max, int Usual);
