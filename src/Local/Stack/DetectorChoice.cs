namespace KillSwitch.Local.Stack;

/// <summary>What detects.</summary>
public enum DetectorChoice
{
    /// <summary>The detector of src/Workflows, in this process: a kill within milliseconds.</summary>
    Embedded,

    /// <summary>That of spark/, on an Apache Spark from SPARK_HOME, in a process of its own: a kill within a micro-batch.</summary>
    Spark,

    /// <summary>Spark, and the embedded one on guard beside it.</summary>
    GuardedSpark,
}
