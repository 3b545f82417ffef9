using KillSwitch.Spark.Driver;

try
{
    var options = DriverOptions.Parse(args, AppContext.BaseDirectory);
    new Driver(Pipeline.Load(options)).Run();
    return 0;
}
catch (PipelineException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
