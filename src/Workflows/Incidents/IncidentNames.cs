using System.Security.Cryptography;
using System.Text;
using KillSwitch.Workflows.Contracts;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Incidents;

/// <summary>Names that a re-delivered command arrives at again, so that nothing is opened or started twice.</summary>
public static class IncidentNames
{
    private const int MaxScopeLength = 40;

    /// <summary><c>inc-</c> and 16 hex digits of SHA-256 over scope, line feed, <paramref name="cmdId"/>.</summary>
    public static string IncidentId(Scope scope, string cmdId) => "inc-" + Hash(scope, cmdId);

    /// <summary>
    /// <c>kill-ACCOUNT-12345-</c> and the incident's 16 hex digits; <c>-2</c> and so on behind it where a further execution had
    /// to take over. At most 80 characters, as Step Functions demands.
    /// </summary>
    public static string Execution(Scope scope, string incidentId, int generation)
    {
        var readable = string.Concat(
            scope.ToString().Take(MaxScopeLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')
        );
        var name = $"kill-{readable}-{incidentId["inc-".Length..]}";
        return generation == 1 ? name : $"{name}-{generation}";
    }

    /// <summary>For a KILL whose id was used before for another command: an id of its own, the same at each delivery.</summary>
    public static string OwnId(Command command) => "own-" + Hash(command.Scope, $"{command.CmdId}\n{command.Reason}");

    private static string Hash(Scope scope, string cmdId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{cmdId}")))[..16];
}
