using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Constructs;

/// <summary>The tables, as src/DynamoDb defines them.</summary>
internal sealed class WorkflowTables : Construct
{
    public WorkflowTables(Construct scope, Deployment deployment, DataKey key)
        : base(scope, "Tables") => throw new NotImplementedException();

    public TableAccess Scopes { get; }

    public TableAccess Incidents { get; }

    public TableAccess Commands { get; }
}
