namespace KillSwitch.Local.Stack;

/// <summary>What detects.</summary>
public enum DetectorChoice
{
    /// <summary>The detector of src/Workflows, in this process: a kill within milliseconds.</summary>
    Embedded,

    /// <summary>The SQL of spark/, on an Apache Spark from SPARK_HOME, in a process of its own: a kill within a micro-batch.</summary>
    Spark,
}
