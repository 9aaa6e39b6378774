using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Api;

/// <summary>A trained subnet becomes a teacher of later experiments.</summary>
internal static class TeacherApi
{
    public static void MapTeachers(this IEndpointRouteBuilder subnets) =>
        subnets.MapPost("/subnets/{subnetId}/teacher", KeepAsync)
            .WithSummary("Keeps a subnet as HOME/teachers/NAME.onnx, so that experiments may name it: \"training\": { \"teacher\": { \"name\": … } }.")
            .Produces<KeptTeacher>(201).ProducesValidationProblem().ProducesProblem(404);

    private static async Task<IResult> KeepAsync(Guid id, string subnetId, KeptTeacher teacher, NewestRuns runs, SubnetTeachers teachers, CancellationToken cancellation)
    {
        if (await runs.FindAsync(id, cancellation) is not { } newest)
        {
            return Problem.NoExperiment(id);
        }

        if (newest.Find(subnetId) is not { } found)
        {
            return Problem.NoSubnet(subnetId);
        }

        try
        {
            teachers.Keep(newest, found.Subnet, teacher.Name);
            return Results.Created((string?)null, teacher);
        }
        catch (ArgumentException error)
        {
            return Problem.Invalid("name", error.Message);
        }
        catch (Exception error) when (error is FileNotFoundException or InvalidDataException)
        {
            return Problem.Of(StatusCodes.Status404NotFound, error.Message);
        }
    }
}

/// <param name="Name">In documents; a file name without its ending.</param>
internal sealed record KeptTeacher(string Name);
