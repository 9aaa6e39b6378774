using NasStudio.Runs.Launching;
using NasStudio.Worker.Commands;

// The process that does one run. "attach FOLDER" works for a studio, "run experiment.json --out DIR" alone.
return args switch
{
    ["attach", var folder] => await AttachCommand.RunAsync(folder),
    ["run", _, "--out", _] when !WorkerEnvironment.IsSet => await Relaunch.RunAsync(args),
    ["run", var file, "--out", var folder] => await RunCommand.RunAsync(file, folder),
    _ => Usage.Print(),
};
