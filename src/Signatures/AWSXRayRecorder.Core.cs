using System;

namespace Amazon.XRay.Recorder.Core;

/// <summary>Comes with AWS.Lambda.Powertools.Tracing.</summary>
public class AWSXRayRecorder : AWSXRayRecorderImpl
{
    public static AWSXRayRecorder Instance => throw null;
}

public abstract class AWSXRayRecorderImpl
{
    public bool IsEntityPresent() => throw null;

    public void BeginSubsegment(string name, DateTime? timestamp = null) => throw null;

    public void AddAnnotation(string key, object value) => throw null;

    public void MarkError() => throw null;

    public void EndSubsegment(DateTime? timestamp = null) => throw null;
}
