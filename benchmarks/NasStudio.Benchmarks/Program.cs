using NasStudio.Benchmarks;

return args switch
{
    ["latency", .. var rest] => LatencyBenchmark.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Name a benchmark: latency.");
    return 64;
}
