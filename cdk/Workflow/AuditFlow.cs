using Constructs;
using KillSwitch.Cdk.Functions;
using KillSwitch.Workflows.Contracts;

namespace KillSwitch.Cdk.Workflow;

/// <summary>Audit records in, an index of them out. Routers know nothing of it: it may be late, or stand still.</summary>
internal sealed class AuditFlow : Construct
{
    public AuditFlow(Construct scope, WorkflowParts parts)
        : base(scope, "Audits")
    {
        Index = new SystemFunction(this, new SystemFunctionProps
        {
            Spec = FunctionSpecs.AuditIndex,
            Deployment = parts.Deployment,
            Network = parts.Network,
            Variables = FunctionVariables.Kafka(parts.Kafka).And(FunctionVariables.AuditIndex(parts.Deployment)),
            Permissions =
            [
                .. parts.Kafka.Connect(),
                .. parts.Kafka.Read(Topics.Audit),
                .. parts.Tables.AuditIndex.Get(),
                .. parts.Tables.AuditIndex.Query(),
                .. parts.Tables.AuditIndex.Put(),
                .. parts.Tables.AuditIndex.PutMany(),
            ],
        });
        // No failure destination: with one, a batch would be skipped after ten tries, and what is in it never be found.
        _ = new KafkaMapping(this, new KafkaMappingProps
        {
            Function = Index,
            Kafka = parts.Kafka,
            Topic = Topics.Audit,
            BatchSize = 1000,
        });
    }

    public SystemFunction Index { get; }
}
