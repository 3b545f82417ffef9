using System.Text.Json;

namespace KillSwitch.StatesLanguage.Definitions;

/// <summary>Runs its branches side by side; its result is an array of theirs, in their order.</summary>
internal sealed record ParallelState : State
{
    public override string Type => "Parallel";

    private static readonly FieldSet s_branch = new(["Comment", "StartAt", "States"]);

    public required IReadOnlyList<Flow> Branches { get; init; }

    public static State Read(StateDefinitionReader reader)
    {
        var branches = new List<Flow>();
        var given = reader.Fields.Any("Branches");
        if (given is null)
            reader.Fields.Wrong("These fields are required: [Branches]");
        else if (given.Value.ValueKind != JsonValueKind.Array || given.Value.GetArrayLength() == 0)
            reader.Fields.Wrong("Value cannot be empty", "Branches");
        else
        {
            var i = 0;
            foreach (var branch in given.Value.EnumerateArray())
                branches.Add(reader.Flow(branch, $"Branches[{i++}]", s_branch));
        }
        return reader.Common(new ParallelState { Name = reader.Name, Language = reader.Language, Branches = branches });
    }
}
