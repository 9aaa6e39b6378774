using System.Text.Json.Nodes;
using NasStudio.Core.Experiments;

namespace NasStudio.Web.Parts.Compose;

/// <summary>What the form begins with: every usual field with its default, so that it can be seen and changed.</summary>
public static class NewExperimentText
{
    public static string Of(string space, string dataset)
    {
        var training = new TrainingOptions();
        var search = new SearchOptions();
        return JsonLayout.Write(new JsonObject
        {
            ["schemaVersion"] = ExperimentDocument.SchemaVersion,
            ["name"] = "first look",
            ["searchSpace"] = space,
            ["dataset"] = new JsonObject { ["name"] = dataset, ["validation"] = DatasetOptions.DefaultValidation },
            ["training"] = new JsonObject
            {
                ["epochs"] = training.Epochs,
                ["batchSize"] = training.BatchSize,
                ["sampler"] = new JsonObject { ["name"] = training.Sampler.Name, ["randomSubnets"] = training.Sampler.RandomSubnets },
                ["optimizer"] = new JsonObject { ["name"] = training.Optimizer.Name, ["learningRate"] = training.Optimizer.LearningRate, ["weightDecay"] = training.Optimizer.WeightDecay },
            },
            ["search"] = new JsonObject
            {
                ["strategy"] = new JsonObject { ["name"] = search.Strategy.Name, ["population"] = search.Strategy.Population },
                ["evaluations"] = search.Evaluations,
                ["objectives"] = new JsonArray([.. search.Objectives.Select(objective => (JsonNode)objective)]),
            },
            ["seed"] = 1,
        });
    }
}
