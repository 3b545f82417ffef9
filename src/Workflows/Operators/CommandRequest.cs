namespace KillSwitch.Workflows.Operators;

/// <summary>What a person asks for in a kill or an unkill, unchecked.</summary>
/// <param name="Scope">One of <see cref="Scopes.Scope.Forms"/>.</param>
/// <param name="Reason">Mandatory; at most 1,000 characters: of a kill, what is beyond is cut.</param>
/// <param name="IdempotencyKey">
/// 1 to 128 printable ASCII characters without spaces. The same person sending the same request under the same key again gets the
/// same command, which changes nothing the second time; another request under the key is refused. Of a kill, a key that is of no use,
/// or another request's, is ignored. Null: every request is its own command.
/// </param>
public sealed record CommandRequest(string? Scope, string? Reason, string? IdempotencyKey = null);
