using Microsoft.EntityFrameworkCore;
using NasStudio.Core.Spaces;
using NasStudio.Storage.Entities;

namespace NasStudio.Storage;

internal sealed partial class RunStore
{
    public Task<IReadOnlyList<SearchSpaceDocument>> ListSearchSpacesAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<SearchSpaceDocument>>(
            async context =>
            {
                var spaces = await context.SearchSpaces.OrderBy(space => space.Name).ToListAsync(cancellation);
                return [.. spaces.Select(space => SearchSpaceReader.Read(space.Json))];
            },
            cancellation);

    public Task<SearchSpaceDocument?> FindSearchSpaceAsync(string name, CancellationToken cancellation) =>
        database.ReadAsync(
            async context => await context.SearchSpaces.FirstOrDefaultAsync(space => space.Name == name, cancellation) is { } space
                ? SearchSpaceReader.Read(space.Json)
                : null,
            cancellation);

    public Task PutSearchSpaceAsync(SearchSpaceDocument document, string json, CancellationToken cancellation) =>
        database.WriteAsync(
            async context =>
            {
                if (await context.SearchSpaces.FindAsync([document.Name], cancellation) is { } present)
                {
                    present.Json = json;
                }
                else
                {
                    context.SearchSpaces.Add(new SearchSpaceEntity { Name = document.Name, Json = json });
                }

                return true;
            },
            _ => { },
            cancellation);

    public Task<bool> DeleteSearchSpaceAsync(string name, CancellationToken cancellation) =>
        database.WriteAsync(
            async context => await context.SearchSpaces.Where(space => space.Name == name).ExecuteDeleteAsync(cancellation) > 0,
            _ => { },
            cancellation);
}
