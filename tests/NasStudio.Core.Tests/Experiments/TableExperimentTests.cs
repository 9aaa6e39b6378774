using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Tables;

namespace NasStudio.Core.Tests.Experiments;

public sealed class TableExperimentTests
{
    private const string Full = """
        {
          "schemaVersion": 1, "name": "nb201 pixel3", "table": "nb201",
          "search": {
            "strategy": { "name": "nsga2", "population": 8 }, "evaluations": 3,
            "objectives": [ { "name": "cifar10", "direction": "maximize" }, { "name": "pixel3", "direction": "minimize" } ],
            "constraints": { "pixel3": { "max": 20 } }
          },
          "repeats": 11, "seed": 5
        }
        """;

    private static readonly Table Table = TableReader.Read("params_a,values_cifar10,values_pixel3,values_latency_ms\n1,90,10,1\n2,91,20,2\n3,92,30,3\n4,89,15,4\n");

    private static readonly Table Usual = TableReader.Read("params_a,values_accuracy,values_latency\n1,90,10\n2,91,20\n");

    private static readonly ExperimentReader Reader = new(
        _ => null, [], [], new TableShelf(["nb201", "usual"], name => name switch { "nb201" => Table, "usual" => Usual, _ => null }, Open));

    [Fact]
    public void Read_EveryFieldGiven_TakesEach()
    {
        var experiment = Reader.Read(Full);

        Assert.Equal(new TableSource(Name: "nb201"), experiment.Table);
        Assert.Equal(("nb201", 11, 5UL, 33), (experiment.SourceName, experiment.Repeats, experiment.Seed, experiment.PlannedEvaluations));
        Assert.Equal(("nsga2", 3), (experiment.Search.Strategy.Name, experiment.Search.Evaluations));
        Assert.Equal(
            [new("cifar10", "cifar10", Direction.Maximize, ""), new("pixel3", "pixel3", Direction.Minimize, "")],
            experiment.Search.ObjectiveDefinitions());
        Assert.Equal(new Bound(Max: 20), experiment.Search.Constraints["pixel3"]);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_FillsInTheDefaults()
    {
        var experiment = Reader.Read("""{ "name": "short", "table": "usual", "search": {} }""");

        Assert.Equal((2, 1, 1UL), (experiment.Search.Evaluations, experiment.Repeats, experiment.Seed));
        Assert.Equal([Direction.Maximize, Direction.Minimize], experiment.Search.ObjectiveDefinitions().Select(objective => objective.Direction));
    }

    [Fact]
    public void Read_File_IsOpened() =>
        Assert.Equal("bench.csv", Reader.Read(ExampleExperiments.With(Full, "table", """{ "file": "some/bench.csv" }""")).SourceName);

    [Fact]
    public void Read_StringObjective_TakesItsUsualDirection() => Assert.Equal(
        Direction.Minimize,
        Reader.Read(ExampleExperiments.With(Full, "search.objectives", """[{ "name": "cifar10", "direction": "maximize" }, "latency_ms"]""")).Search.Directions["latency_ms"]);

    [Theory]
    [InlineData("table", "\"nb301\"", "table", "\"nb301\" is no table here; use one of nb201, usual")]
    [InlineData("table", "3", "table", "3 is not the name of a table")]
    [InlineData("table", "{}", "table.file", "Missing")]
    [InlineData("table", "{ \"file\": \"absent.csv\" }", "table.file", "cannot be read")]
    [InlineData("table", "{ \"file\": \"broken.csv\" }", "table.file", "broken.csv, line 2, column 2 (values_x)")]
    [InlineData("searchSpace", "\"hybrid-tiny\"", "searchSpace", "leave out \"searchSpace\", or leave out \"table\"")]
    [InlineData("dataset", "{ \"name\": \"mnist\" }", "dataset", "searched instead of training")]
    [InlineData("training", "{}", "training", "searched instead of training")]
    [InlineData("repeats", "101", "repeats", "from 1 to 100")]
    [InlineData("mergeIsomorphic", "true", "mergeIsomorphic", "nb201 has no column isomorphism_class")]
    [InlineData("seed", "9007199254740992", "seed", "use at most 9007199254740982")]
    [InlineData("search", null, "search", "Missing")]
    [InlineData("search.evaluations", "5", "search.evaluations", "5 is more than the rows of the table (4); use at most 4")]
    [InlineData("search.device", "\"this-machine\"", "search.device", "Unknown property")]
    [InlineData("search.objectives", null, "search.objectives", "Missing; name 1 to 4 of cifar10, pixel3, latency_ms")]
    [InlineData("search.objectives", "[]", "search.objectives", "not an array of 1 to 4")]
    [InlineData("search.objectives", "[\"cifar10\", \"latency_ms\"]", "search.objectives[0]", "\"cifar10\" has no usual direction")]
    [InlineData("search.objectives", "[\"latency_ms\", \"latency_ms\"]", "search.objectives[1]", "named twice")]
    [InlineData("search.objectives", "[\"latency_ms\", \"macs\"]", "search.objectives[1]", "\"macs\" is no objective of the table; use cifar10, pixel3, latency_ms")]
    [InlineData("search.objectives", "[\"latency_ms\", { \"name\": \"x\", \"direction\": \"minimize\" }]", "search.objectives[1].name", "\"x\" is no objective of the table")]
    [InlineData("search.objectives", "[\"latency_ms\", { \"name\": \"cifar10\", \"direction\": \"up\" }]", "search.objectives[1].direction", "one of maximize, minimize")]
    [InlineData("search.objectives", "[\"latency_ms\", 3]", "search.objectives[1]", "neither a name nor an object")]
    [InlineData("search.constraints", "{ \"macs\": { \"max\": 1 } }", "search.constraints.macs", "known here are cifar10, latency_ms, pixel3")]
    [InlineData("search.constraints", "{ \"pixel3\": { \"max\": 1 } }", "search.constraints", "None of the 4 rows")]
    public void Read_OnePlaceBroken_SaysWhereWhatAndTheWayOut(string place, string? value, string path, string message)
    {
        var error = Assert.Single(Assert.Throws<DocumentException>(() => Reader.Read(ExampleExperiments.With(Full, place, value))).Errors);

        Assert.Equal(path, error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileWhereFilesAreNotAllowed_IsRefused()
    {
        var reader = new ExperimentReader(_ => null, [], []);

        var error = Assert.Single(Assert.Throws<DocumentException>(() => reader.Read(ExampleExperiments.With(Full, "table", """{ "file": "x.csv" }"""))).Errors);

        Assert.Equal("table.file", error.Path);
    }

    [Fact]
    public void Read_RepeatsOfATraining_AreRefused()
    {
        var json = ExampleExperiments.With(ExampleExperiments.Shortest, "repeats", "2");

        Assert.Equal("repeats", Assert.Single(Assert.Throws<DocumentException>(() => ExampleExperiments.Reader.Read(json)).Errors).Path);
    }

    [Theory]
    [InlineData("\"nb201\"")]
    [InlineData("{ \"file\": \"some/bench.csv\" }")]
    public void Write_AnyTable_ReadsBackEqual(string table)
    {
        var experiment = Reader.Read(ExampleExperiments.With(Full, "table", table));

        Assert.Equal(experiment, Reader.Read(ExperimentWriter.Write(experiment)));
    }

    private static Table Open(string file) => file switch
    {
        "some/bench.csv" => Table,
        "broken.csv" => TableReader.Read("params_a,values_x\n1,?\n"),
        _ => throw new FileNotFoundException($"There is no file {file}."),
    };
}
