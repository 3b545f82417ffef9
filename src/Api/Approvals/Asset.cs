namespace KillSwitch.Api.Approvals;

/// <summary>A file that belongs to the pages.</summary>
/// <param name="ContentType">Of its content.</param>
/// <param name="Content">UTF-8.</param>
public sealed record Asset(string ContentType, ReadOnlyMemory<byte> Content);
