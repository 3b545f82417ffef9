using Amazon.CDK.AWS.CloudWatch;

namespace KillSwitch.Cdk.Observability;

/// <summary>Something that a person has to know at once.</summary>
/// <param name="Name">Without the student's suffix; also the construct's id.</param>
/// <param name="Description">What has happened, what it means and what to do first: it is all that stands in the mail.</param>
/// <param name="Metric">What is looked at.</param>
/// <param name="Threshold">The alarm is raised at this value or more.</param>
internal sealed record AlarmSpec(string Name, string Description, IMetric Metric, double Threshold)
{
    /// <summary>How many periods it must last.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>Where little is as bad as much: raised below the threshold instead.</summary>
    public bool Below { get; init; }

    /// <summary>Whether no measure at all is as bad. Otherwise nothing is measured where nothing happens.</summary>
    public bool SilenceIsBad { get; init; }
}
