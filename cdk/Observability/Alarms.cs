using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Constructs;
using KillSwitch.Cdk.Settings;

namespace KillSwitch.Cdk.Observability;

/// <summary>Raises alarms and says when they are over.</summary>
internal sealed class Alarms : Construct
{
    private readonly List<Alarm> _all = [];
    private readonly Deployment _deployment;
    private readonly SnsAction _mail;

    public Alarms(Construct scope, Deployment deployment, AlarmTopic topic)
        : base(scope, "Alarms")
    {
        _deployment = deployment;
        _mail = new SnsAction(topic.Topic);
    }

    public IReadOnlyList<Alarm> All => _all;

    public void Add(AlarmSpec spec)
    {
        var alarm = new Alarm(
            this,
            spec.Name,
            new AlarmProps
            {
                AlarmName = _deployment.Named($"killswitch-{spec.Name}"),
                AlarmDescription = spec.Description,
                Metric = spec.Metric,
                Threshold = spec.Threshold,
                ComparisonOperator = spec.Below
                    ? ComparisonOperator.LESS_THAN_THRESHOLD
                    : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                EvaluationPeriods = spec.Periods,
                DatapointsToAlarm = spec.Periods,
                TreatMissingData = spec.SilenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
            }
        );
        alarm.AddAlarmAction(_mail);
        alarm.AddOkAction(_mail);
        _all.Add(alarm);
    }
}
