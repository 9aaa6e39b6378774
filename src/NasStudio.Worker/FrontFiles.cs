using NasStudio.Export.Formats;

namespace NasStudio.Worker;

/// <summary>Writes every subnet of the front as subnets/ID.onnx, .safetensors and .json.</summary>
internal static class FrontFiles
{
    public static void Write(SearchOutcome outcome, SubnetBench bench, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var index in outcome.Front)
        {
            var (architecture, search) = outcome.Evaluations[index];
            var package = bench.Package(architecture, [search, .. outcome.Final.Where(final => final.SubnetId == architecture.Id)]);
            foreach (var exporter in Exporters.All.Where(exporter => exporter.Format != "zip"))
            {
                using var stream = File.Create(Path.Combine(folder, $"{architecture.Id}.{exporter.Format}"));
                exporter.Write(package, stream);
            }
        }
    }
}
