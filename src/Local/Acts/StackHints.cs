using KillSwitch.Local.Identity;
using KillSwitch.Local.Stack;
using KillSwitch.Workflows.People;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Local.Acts;

/// <summary>What to type next. It means the same stack: where there are two, what names none would act in the other.</summary>
/// <param name="directory">The stack's data directory.</param>
internal sealed class StackHints(string directory)
{
    private readonly string _path = Path.GetFullPath(directory);

    /// <param name="command">Behind <c>./run</c>.</param>
    public string Run(string command) => $"./run {command}{(IsDefault ? "" : $" --data {Quoted(_path)}")}";

    /// <summary>What somebody else types, who may approve.</summary>
    /// <param name="scope">What is to be restored.</param>
    /// <param name="requester">Who asked for it, and so may not.</param>
    public string Approve(Scope scope, string requester) =>
        Run($"approve {Quoted(scope.ToString())} \"why\" --as {ApproverBeside(requester) ?? "NAME"}");

    /// <summary>The same of a change of a limit.</summary>
    /// <param name="changeId">The change.</param>
    /// <param name="requester">Who asked for it, and so may not.</param>
    public string Approve(string changeId, string requester) =>
        Run($"approve {Quoted(changeId)} \"why\" --as {ApproverBeside(requester) ?? "NAME"}");

    /// <summary>What asks for a scope to be restored.</summary>
    public string Unkill(string scope) => Run($"unkill {Quoted(scope)} \"why\"");

    private bool IsDefault => _path == Path.GetFullPath(DataDirectory.Default);

    private string? ApproverBeside(string requester)
    {
        try
        {
            var users = new LocalUsers(_path).List();
            return users.FirstOrDefault(user => user.Name != requester && user.Roles.Contains(Role.Approver))?.Name;
        }
        catch (UsersFileException)
        {
            // Whoever edits it meanwhile is told by the next command.
            return null;
        }
    }

    /// <summary>As a shell takes it for one word.</summary>
    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':')
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
