using System.Text.Json;
using NasStudio.Core.Experiments;

namespace NasStudio.Core.Tests.Experiments;

public sealed class ExperimentWriterTests
{
    [Theory]
    [InlineData(ExampleExperiments.Full)]
    [InlineData(ExampleExperiments.Shortest)]
    public void Write_AnyExperiment_ReadsBackEqual(string json)
    {
        var experiment = ExampleExperiments.Reader.Read(json);

        var read = ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment));

        Assert.Equal(experiment, read);
        Assert.Equal(ExperimentWriter.Write(experiment), ExperimentWriter.Write(read));
    }

    [Fact]
    public void Write_ShrunkDefaults_ReadBackEqual()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "searchSpace", ExampleExperiments.SmallSpace);
        json = ExampleExperiments.With(json, "dataset", """{ "name": "few", "validation": 98 }""");
        var experiment = ExampleExperiments.Reader.Read(json);

        Assert.Equal(experiment, ExampleExperiments.Reader.Read(ExperimentWriter.Write(experiment)));
    }

    [Fact]
    public void Write_Defaults_GivesEveryFieldAndTheWholeSpace()
    {
        using var written = JsonDocument.Parse(ExperimentWriter.Write(ExampleExperiments.Reader.Read(ExampleExperiments.Shortest)));
        using var full = JsonDocument.Parse(ExampleExperiments.Full);

        Assert.Equal(Fields(full.RootElement).Append("training.sampler.distillAfter").Order(), Fields(written.RootElement).Order());
        Assert.Equal("hybrid-tiny", written.RootElement.GetProperty("searchSpace").GetProperty("name").GetString());
    }

    /// <summary>Paths of all properties, without those inside the space and the constraints.</summary>
    private static IEnumerable<string> Fields(JsonElement element, string path = "")
    {
        foreach (var property in element.EnumerateObject())
        {
            yield return path + property.Name;
            if (property.Value.ValueKind is JsonValueKind.Object && property.Name is not ("searchSpace" or "constraints"))
            {
                foreach (var inner in Fields(property.Value, $"{path}{property.Name}."))
                {
                    yield return inner;
                }
            }
        }
    }
}
