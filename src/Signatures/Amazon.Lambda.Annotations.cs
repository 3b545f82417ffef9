using System;

namespace Amazon.Lambda.Annotations;

/// <summary>Its source generator, which writes the entry points that Lambda calls, has no stand-in: handlers are plain methods.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class LambdaFunctionAttribute : Attribute;

[AttributeUsage(AttributeTargets.Class)]
public class LambdaStartupAttribute : Attribute;
