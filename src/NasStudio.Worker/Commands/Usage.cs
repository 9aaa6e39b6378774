using NasStudio.Runs.Protocol;

namespace NasStudio.Worker.Commands;

internal static class Usage
{
    public static int Print()
    {
        Console.Error.WriteLine("Usage: run experiment.json --out DIR   one experiment without a server");
        Console.Error.WriteLine("       attach FOLDER                   the run ordered in FOLDER, for a studio");
        return WorkerExit.BadInput;
    }
}
