package dev.etagere.server.http;

/** The whole contract: every store and every container passes the same tests. */
public interface HttpContract
    extends GetContract,
        PutContract,
        PatchContract,
        DeleteContract,
        CreateContract,
        KeyedCreateContract,
        KeyedChangeContract,
        NaturalKeyContract,
        GeneratedMembersContract,
        SchemaContract,
        ListContract,
        QueryContract,
        CatalogueContract,
        OpenApiContract,
        ViewerContract,
        BadInputContract,
        StatusLineContract,
        EveryAnswerContract {}
