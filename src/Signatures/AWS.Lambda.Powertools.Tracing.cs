using System;

namespace AWS.Lambda.Powertools.Tracing;

[AttributeUsage(AttributeTargets.Method)]
public class TracingAttribute : Attribute
{
    public TracingCaptureMode CaptureMode { get; set; }
}

public enum TracingCaptureMode
{
    Error,
}
