using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Evaluation;
using NasStudio.Torch.Supernets;

namespace NasStudio.Worker.Tests;

/// <summary>What is taken away is what was measured: ONNX files, run directly, against the supernet and the reported accuracy.</summary>
public sealed class ExportedFrontTests
{
    private const string Search = """{ "evaluations": 8, "objectives": ["accuracy", "macs"], "baseline": "none", "recalibrationImages": 64 }""";

    [Fact]
    public void FrontFiles_RunInOnnxRuntime_GiveTheSupernetsLogitsAndTheReportedTestAccuracy()
    {
        using var run = new TinyRun(Search);
        var files = Path.Combine(run.Folder, "subnets");
        var outcome = run.Execute(exportFolder: files);

        var catalogue = new DatasetCatalogue(dataFolder: null, run.Folder);
        var shapes = catalogue.Open("shapes");
        var test = shapes.Read(DatasetSplit.Test, TestContext.Current.CancellationToken);
        var images = ExperimentImages.Draw(shapes.Read(DatasetSplit.Train, TestContext.Current.CancellationToken), 256, 100, run.Experiment.Seed);
        var normalization = ImageNormalization.Of(images.Train);
        var (supernet, _) = Supernet.Load(Path.Combine(run.Folder, "run", RunFolder.Supernet));
        using (supernet)
        using (var evaluator = new SubnetEvaluator(supernet))
        using (var calibration = new PreparedImages(images.Train.Select([.. Enumerable.Range(0, 64)]), normalization))
        using (var prepared = new PreparedImages(test, normalization))
        {
            var space = new SearchSpace(run.Experiment.SearchSpace);
            foreach (var (architecture, _) in outcome.Front.Select(index => outcome.Evaluations[index]))
            {
                var network = space.Expand(architecture, new(test.Channels, test.Height, test.Width, shapes.Description.Classes.Length));
                var expected = evaluator.Logits(network, evaluator.Recalibrate(network, calibration, 64), prepared, 200);
                var actual = RunOnnx(Path.Combine(files, $"{architecture.Id}.onnx"), test, normalization);

                for (var i = 0; i < expected.Length; i++)
                {
                    Assert.All(expected[i].Zip(actual[i]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
                }

                var correct = actual.Where((logits, i) => Array.IndexOf(logits, logits.Max()) == test.Labels[i]).Count();
                var reported = outcome.Final.Single(final => final.SubnetId == architecture.Id).Values["accuracy"];
                Assert.Equal(reported, (double)correct / test.Count, 0.002);
            }
        }
    }

    private static float[][] RunOnnx(string path, LabeledImages images, ImageNormalization normalization)
    {
        using var session = new InferenceSession(path);
        var classes = session.OutputMetadata["logits"].Dimensions[^1];
        var logits = new float[images.Count][];
        const int Batch = 250;
        for (var start = 0; start < images.Count; start += Batch)
        {
            var count = Math.Min(Batch, images.Count - start);
            var pixels = new float[count * images.ImageBytes];
            for (var i = 0; i < pixels.Length; i++)
            {
                var channel = i / (images.Height * images.Width) % images.Channels;
                pixels[i] = ((images.Pixels[(start * images.ImageBytes) + i] / 255f) - normalization.Mean[channel]) / normalization.Deviation[channel];
            }

            var input = NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(pixels, [count, images.Channels, images.Height, images.Width]));
            using var results = session.Run([input]);
            var values = results[0].AsTensor<float>().ToArray();
            for (var i = 0; i < count; i++)
            {
                logits[start + i] = values[(i * classes)..((i + 1) * classes)];
            }
        }

        return logits;
    }
}
