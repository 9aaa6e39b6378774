using System.Text.Json.Nodes;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

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

    /// <summary>A search of a table, by its first and its last objective, whose directions are told from their names where that can be.</summary>
    public static string OfTable(string name, Table table)
    {
        var search = new SearchOptions();
        return JsonLayout.Write(new JsonObject
        {
            ["schemaVersion"] = ExperimentDocument.SchemaVersion,
            ["name"] = $"search of {name}",
            ["table"] = name,
            ["search"] = new JsonObject
            {
                ["strategy"] = new JsonObject { ["name"] = search.Strategy.Name, ["population"] = search.Strategy.Population },
                ["evaluations"] = Math.Min(search.Evaluations, table.Rows.Length),
                ["objectives"] = new JsonArray(
                [Objective(table.Objectives[0], Direction.Maximize), .. table.Objectives[1..].TakeLast(1).Select(cost => Objective(cost, Direction.Minimize))]),
            },
            ["repeats"] = 5,
            ["seed"] = 1,
        });
    }

    private static JsonObject Objective(string name, Direction otherwise) => new()
    {
        ["name"] = name,
        ["direction"] = (UsualDirection.Of(name) ?? otherwise) is Direction.Maximize ? "maximize" : "minimize",
    };
}
