<?xml version="1.0" encoding="UTF-8"?>
<!-- made of archive.sch by SchXslt, with the binding xslt2; sha256:c4609557541dd85858a03d5e30e86bb6fa818321e4511f875d5476b280de3e0d -->
<xsl:transform xmlns:error="https://doi.org/10.5281/zenodo.1495494#error" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:schxslt="https://doi.org/10.5281/zenodo.1495494" xmlns:schxslt-api="https://doi.org/10.5281/zenodo.1495494#api" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="2.0">
   <xsl:output indent="yes"/>
   <xsl:key xmlns="http://purl.oclc.org/dsdl/schematron" name="id" match="tei:*[@xml:id]" use="@xml:id"/>
   <xsl:key xmlns="http://purl.oclc.org/dsdl/schematron" name="capture" match="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl[@type='capture']" use="tei:ptr/@target"/>
   <xsl:key xmlns="http://purl.oclc.org/dsdl/schematron" name="basis" match="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:notesStmt/tei:note[@type='basis']" use="substring-after(@target,'#')"/>
   <xsl:key xmlns="http://purl.oclc.org/dsdl/schematron" name="layer" match="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/tei:licence[@corresp]" use="substring-after(@corresp,'#')"/>
   <xsl:key xmlns="http://purl.oclc.org/dsdl/schematron" name="change" match="/tei:TEI/tei:standOff/tei:listChange/tei:change" use="substring-after(@target,'#')"/>
   <xsl:param name="schxslt.validate.initial-document-uri" as="xs:string?"/>
   <xsl:template name="schxslt.validate">
      <xsl:apply-templates select="document($schxslt.validate.initial-document-uri)"/>
   </xsl:template>
   <xsl:template match="root()">
      <xsl:param name="schxslt.validate.recursive-call" as="xs:boolean" select="false()"/>
      <xsl:choose>
         <xsl:when test="not($schxslt.validate.recursive-call) and (normalize-space($schxslt.validate.initial-document-uri) != '')">
            <xsl:apply-templates select="document($schxslt.validate.initial-document-uri)">
               <xsl:with-param name="schxslt.validate.recursive-call" as="xs:boolean" select="true()"/>
            </xsl:apply-templates>
         </xsl:when>
         <xsl:otherwise>
            <xsl:variable name="metadata" as="element()?">
               <svrl:metadata xmlns:dct="http://purl.org/dc/terms/" xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <dct:creator>
                     <dct:Agent>
                        <skos:prefLabel>
                           <xsl:value-of separator="/" select="(system-property('xsl:product-name'), system-property('xsl:product-version'))"/>
                        </skos:prefLabel>
                     </dct:Agent>
                  </dct:creator>
                  <dct:created>
                     <xsl:value-of select="current-dateTime()"/>
                  </dct:created>
                  <dct:source>
                     </dct:source>
               </svrl:metadata>
            </xsl:variable>
            <xsl:variable name="report" as="element(schxslt:report)">
               <schxslt:report>
                  <xsl:call-template name="d7e29"/>
               </schxslt:report>
            </xsl:variable>
            <xsl:variable name="schxslt:report" as="node()*">
               <xsl:sequence select="$metadata"/>
               <xsl:for-each select="$report/schxslt:document">
                  <xsl:for-each select="schxslt:pattern">
                     <xsl:sequence select="node()"/>
                     <xsl:sequence select="../schxslt:rule[@pattern = current()/@id]/node()"/>
                  </xsl:for-each>
               </xsl:for-each>
            </xsl:variable>
            <svrl:schematron-output xmlns:svrl="http://purl.oclc.org/dsdl/svrl" title="The record of an article in TEI: references, anchors, agreement">
               <svrl:ns-prefix-in-attribute-values prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
               <xsl:sequence select="$schxslt:report"/>
            </svrl:schematron-output>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="text() | @*" mode="#all" priority="-10"/>
   <xsl:template match="/" mode="#all" priority="-10">
      <xsl:apply-templates mode="#current" select="node()"/>
   </xsl:template>
   <xsl:template match="*" mode="#all" priority="-10">
      <xsl:apply-templates mode="#current" select="@*"/>
      <xsl:apply-templates mode="#current" select="node()"/>
   </xsl:template>
   <xsl:template name="d7e29">
      <schxslt:document>
         <schxslt:pattern id="d7e29">
            <xsl:if test="exists(base-uri(root()))">
               <xsl:attribute name="documents" select="base-uri(root())"/>
            </xsl:if>
            <xsl:for-each select="root()">
               <svrl:active-pattern xmlns:svrl="http://purl.oclc.org/dsdl/svrl" name="The record" id="record">
                  <xsl:attribute name="documents" select="base-uri(.)"/>
               </svrl:active-pattern>
            </xsl:for-each>
         </schxslt:pattern>
         <xsl:apply-templates mode="d7e29" select="root()"/>
      </schxslt:document>
   </xsl:template>
   <xsl:template match="tei:TEI" priority="35" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="twice" select="//tei:*[@xml:id][key('id', @xml:id)[2]]/@xml:id"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:TEI" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:TEI</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:TEI</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="$twice">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="duplicate-id">
                     <xsl:attribute name="test">$twice</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$twice[1]"/>" is the id of <xsl:value-of select="count(key('id', $twice[1]))"/> elements; give each an id of its own</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:titleStmt" priority="34" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="article" select="../tei:sourceDesc/tei:bibl[@type='article']"/>
      <xsl:variable name="title" select="normalize-space(($article/tei:title[@level='a'][not(@ana)])[1])"/>
      <xsl:variable name="authors" select="count($article/tei:author[not(@ana)])"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:titleStmt" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:titleStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:titleStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(normalize-space(tei:title[1]) = $title or ($title = '' and normalize-space(tei:title[1]) = /tei:TEI/@xml:id))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.title">
                     <xsl:attribute name="test">normalize-space(tei:title[1]) = $title or ($title = '' and normalize-space(tei:title[1]) = /tei:TEI/@xml:id)</xsl:attribute>
                     <svrl:text>the title here is "<xsl:value-of select="tei:title"/>", that of the article "<xsl:value-of select="$title"/>"; the one repeats the other, or the id of the record if there is none</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(count(tei:author) = $authors)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.authors">
                     <xsl:attribute name="test">count(tei:author) = $authors</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="count(tei:author)"/> authors stand here, the article has <xsl:value-of select="$authors"/>; the ones repeat the others</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:respStmt" priority="33" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:respStmt" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:respStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:respStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not((tei:persName/text() | tei:orgName/text() | tei:name/text())[normalize-space()])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="name-missing">
                     <xsl:attribute name="test">(tei:persName/text() | tei:orgName/text() | tei:name/text())[normalize-space()]</xsl:attribute>
                     <svrl:text>the agent "<xsl:value-of select="@xml:id"/>" has no name</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:editionStmt" priority="32" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="revisions" select="count(/tei:TEI/tei:teiHeader/tei:revisionDesc/tei:change)"/>
      <xsl:variable name="said" select="normalize-space(tei:edition[1])"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:editionStmt" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:editionStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:editionStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(number(concat('0', tei:edition[1]/@n)) = $revisions and ($revisions = 0 or $said = concat('revision ', $revisions)))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.edition">
                     <xsl:attribute name="test">number(concat('0', tei:edition[1]/@n)) = $revisions and ($revisions = 0 or $said = concat('revision ', $revisions))</xsl:attribute>
                     <svrl:text>this is edition "<xsl:value-of select="tei:edition/@n"/>", "<xsl:value-of select="$said"/>", the record has <xsl:value-of select="$revisions"/> revisions; the one counts the others</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:fileDesc/tei:extent/tei:measure" priority="31" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:fileDesc/tei:extent/tei:measure" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:fileDesc/tei:extent/tei:measure</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:fileDesc/tei:extent/tei:measure</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(substring-before(normalize-space(.),' ') = @quantity)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.extent">
                     <xsl:attribute name="test">substring-before(normalize-space(.),' ') = @quantity</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="normalize-space(.)"/>" stands beside a quantity of <xsl:value-of select="@quantity"/>; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:publicationStmt" priority="30" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="when" select="/tei:TEI/tei:teiHeader/tei:revisionDesc/tei:change/@when"/>
      <xsl:variable name="publishers" select="../tei:titleStmt/tei:respStmt[tei:resp[normalize-space() = 'publisher']]"/>
      <xsl:variable name="names" select="../tei:titleStmt/tei:respStmt/*[self::tei:persName or self::tei:orgName]/text()"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:publicationStmt" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:publicationStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:publicationStmt</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(normalize-space(tei:idno[@type='record'][1]) = /tei:TEI/@xml:id)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.id">
                     <xsl:attribute name="test">normalize-space(tei:idno[@type='record'][1]) = /tei:TEI/@xml:id</xsl:attribute>
                     <svrl:text>the id of the record is here "<xsl:value-of select="tei:idno[@type='record']"/>", on the record "<xsl:value-of select="/tei:TEI/@xml:id"/>"; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not((not($when) and not(tei:date/@when)) or tei:date/@when = $when)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.date">
                     <xsl:attribute name="test">(not($when) and not(tei:date/@when)) or tei:date/@when = $when</xsl:attribute>
                     <svrl:text>the date of the record is here "<xsl:value-of select="tei:date/@when"/>"; it repeats the latest of its revisions</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(tei:date/@when) or normalize-space(tei:date[1]) = substring(tei:date[1]/@when, 1, 10))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.day">
                     <xsl:attribute name="test">not(tei:date/@when) or normalize-space(tei:date[1]) = substring(tei:date[1]/@when, 1, 10)</xsl:attribute>
                     <svrl:text>the date of the record is "<xsl:value-of select="tei:date"/>" in words and "<xsl:value-of select="tei:date/@when"/>" in @when; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(tei:authority) or normalize-space(tei:authority[1]) = normalize-space($names[1]))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.authority">
                     <xsl:attribute name="test">not(tei:authority) or normalize-space(tei:authority[1]) = normalize-space($names[1])</xsl:attribute>
                     <svrl:text>the authority is "<xsl:value-of select="tei:authority"/>"; it repeats the first agent that is no program, "<xsl:value-of select="$names[1]"/>"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(count(tei:publisher) = count($publishers) or (not($publishers) and not($names)))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.publisher">
                     <xsl:attribute name="test">count(tei:publisher) = count($publishers) or (not($publishers) and not($names))</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="count(tei:publisher)"/> publishers stand here, <xsl:value-of select="count($publishers)"/> agents are publishers; the ones repeat the others</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:application" priority="29" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:application" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:application</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:application</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(string(@when) = string((/tei:TEI/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/@when)[1]))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.application">
                     <xsl:attribute name="test">string(@when) = string((/tei:TEI/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/@when)[1])</xsl:attribute>
                     <svrl:text>@when is "<xsl:value-of select="@when"/>", the date of the record "<xsl:value-of select="/tei:TEI/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:date/@when"/>"; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:availability" priority="28" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="licences" select="count(key('layer', @xml:id))"/>
      <xsl:variable name="first" select="key('id', substring-after(tei:licence[1]/@corresp,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:availability" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:availability</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:availability</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@xml:id) or $licences = 1)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="rights-not-summarised">
                     <xsl:attribute name="test">not(@xml:id) or $licences = 1</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$licences"/> licences of the summary correspond to "<xsl:value-of select="@xml:id"/>"; one is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@xml:id or not($first) or @status = $first/@status)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.status">
                     <xsl:attribute name="test">@xml:id or not($first) or @status = $first/@status</xsl:attribute>
                     <svrl:text>the summary says "<xsl:value-of select="@status"/>", the layer it names first "<xsl:value-of select="$first[1]/@status"/>"; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(../@type = 'figure') or @xml:id = concat('rights.', substring-after(../@corresp,'#')))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="rights-of-another">
                     <xsl:attribute name="test">not(../@type = 'figure') or @xml:id = concat('rights.', substring-after(../@corresp,'#'))</xsl:attribute>
                     <svrl:text>the id of these rights is "<xsl:value-of select="@xml:id"/>"; "rights.<xsl:value-of select="substring-after(../@corresp,'#')"/>" is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:publicationStmt/tei:availability/tei:licence" priority="27" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="to" select="key('id', substring-after(@corresp,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:publicationStmt/tei:availability/tei:licence" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:publicationStmt/tei:availability/tei:licence</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:publicationStmt/tei:availability/tei:licence</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@corresp) or $to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.layer">
                     <xsl:attribute name="test">not(@corresp) or $to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@corresp,'#')"/>"; the rights of a layer are expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:notesStmt/tei:note" priority="26" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:notesStmt/tei:note" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:notesStmt/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:notesStmt/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@target) or key('id', $id))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.basis">
                     <xsl:attribute name="test">not(@target) or key('id', $id)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a value of the metadata, or rights, are expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="key('basis', $id)[2]">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="basis-note-twice">
                     <xsl:attribute name="test">key('basis', $id)[2]</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="count(key('basis', $id))"/> notes say what "<xsl:value-of select="$id"/>" rests on; one is expected</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:sourceDesc" priority="25" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="container" select="tei:bibl/tei:title[@level='j'][not(@ana)]"/>
      <xsl:variable name="values" select="tei:bibl/*[starts-with(@xml:id,'meta.')] | /tei:TEI/tei:teiHeader/tei:profileDesc//*[starts-with(@xml:id,'meta.')]"/>
      <xsl:variable name="bare" select="$values[not(key('basis', @xml:id))]"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:sourceDesc" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not($container) or $container/text()[normalize-space()])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="name-missing.container">
                     <xsl:attribute name="test">not($container) or $container/text()[normalize-space()]</xsl:attribute>
                     <svrl:text>the journal or site has no title</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="$bare">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="basis-note-missing">
                     <xsl:attribute name="test">$bare</xsl:attribute>
                     <svrl:text>no note says what "<xsl:value-of select="$bare[1]/@xml:id"/>" rests on; without one it needs no id</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:title | tei:publisher | tei:biblScope | tei:idno | tei:language | tei:abstract | tei:term | tei:classCode" priority="24" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="file" select="substring-before(concat(@source,'#'),'#')"/>
      <xsl:variable name="capture" select="key('capture', $file)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:title | tei:publisher | tei:biblScope | tei:idno | tei:language | tei:abstract | tei:term | tei:classCode" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:title | tei:publisher | tei:biblScope | tei:idno | tei:language | tei:abstract | tei:term | tei:classCode</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:title | tei:publisher | tei:biblScope | tei:idno | tei:language | tei:abstract | tei:term | tei:classCode</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($capture or not(@source))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.source">
                     <xsl:attribute name="test">$capture or not(@source)</xsl:attribute>
                     <svrl:text>no capture lies in <xsl:value-of select="$file"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="origin-without-derivation">
                     <xsl:attribute name="test">not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation']</xsl:attribute>
                     <svrl:text>a stretch of the text of <xsl:value-of select="$capture[1]/@xml:id"/> is named, which does not say how text is derived from it</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:author | tei:editor | tei:publisher/tei:name" priority="23" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@ref,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="right" select="$to[self::tei:person or self::tei:org or self::tei:place or self::tei:event]"/>
      <xsl:variable name="file" select="substring-before(concat(@source,'#'),'#')"/>
      <xsl:variable name="capture" select="key('capture', $file)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:author | tei:editor | tei:publisher/tei:name" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:author | tei:editor | tei:publisher/tei:name</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:author | tei:editor | tei:publisher/tei:name</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($capture or not(@source))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.source">
                     <xsl:attribute name="test">$capture or not(@source)</xsl:attribute>
                     <svrl:text>no capture lies in <xsl:value-of select="$file"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="origin-without-derivation">
                     <xsl:attribute name="test">not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation']</xsl:attribute>
                     <svrl:text>a stretch of the text of <xsl:value-of select="$capture[1]/@xml:id"/> is named, which does not say how text is derived from it</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($to or not(@ref))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.ref">
                     <xsl:attribute name="test">$to or not(@ref)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; an entity is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.ref">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; an entity is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:sourceDesc/tei:bibl" priority="22" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="agent" select="key('id', substring-after(@resp,'#'))"/>
      <xsl:variable name="to" select="key('id', substring-after(@corresp,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:sourceDesc/tei:bibl" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@resp) or $agent)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.resp">
                     <xsl:attribute name="test">not(@resp) or $agent</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@resp,'#')"/>"; an agent is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($agent) or $agent/self::tei:respStmt)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.resp">
                     <xsl:attribute name="test">not($agent) or $agent/self::tei:respStmt</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@resp,'#')"/>" is a <xsl:value-of select="local-name($agent[1])"/>; an agent, which is a respStmt, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@corresp) or $to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.figure">
                     <xsl:attribute name="test">not(@corresp) or $to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@corresp,'#')"/>"; a figure is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($to) or $to/self::tei:figure)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.figure">
                     <xsl:attribute name="test">not($to) or $to/self::tei:figure</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@corresp,'#')"/>" is a <xsl:value-of select="local-name($to[1])"/>; a figure is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="key('capture', tei:ptr/@target)[2]">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="capture-file-twice">
                     <xsl:attribute name="test">key('capture', tei:ptr/@target)[2]</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="count(key('capture', tei:ptr/@target))"/> captures lie in <xsl:value-of select="tei:ptr/@target"/>; each has a file of its own</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:sourceDesc/tei:bibl/tei:note" priority="21" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="file" select="concat(../tei:ptr[1]/@target, '#char=')"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:sourceDesc/tei:bibl/tei:note" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc/tei:bibl/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:sourceDesc/tei:bibl/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($to or not(@target))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.separator">
                     <xsl:attribute name="test">$to or not(@target)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a block is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($to) or starts-with($to[1]/@source, $file))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.separator">
                     <xsl:attribute name="test">not($to) or starts-with($to[1]/@source, $file)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" has no stretch of this capture's text; a block with one is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type = 'derivation' or @type = 'omitted' or translate(., ' &#9;&#10;&#13;                 　', '') = '')">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="separator-not-blank">
                     <xsl:attribute name="test">@type = 'derivation' or @type = 'omitted' or translate(., ' 	
&#13;                 　', '') = ''</xsl:attribute>
                     <svrl:text>between two blocks, or before the first, stands "<xsl:value-of select="."/>"; only blank text may stand there</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:teiHeader/tei:revisionDesc/tei:change" priority="20" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="agent" select="key('id', substring-after(@who,'#'))"/>
      <xsl:variable name="newer" select="key('id', substring-after(@source,'#'))"/>
      <xsl:variable name="part-1" select="substring-after(@target,'#')"/>
      <xsl:variable name="part-2" select="substring-after($part-1,'#')"/>
      <xsl:variable name="part-3" select="substring-after($part-2,'#')"/>
      <xsl:variable name="part-4" select="substring-after($part-3,'#')"/>
      <xsl:variable name="part-5" select="substring-after($part-4,'#')"/>
      <xsl:variable name="part-6" select="substring-after($part-5,'#')"/>
      <xsl:variable name="part-7" select="substring-after($part-6,'#')"/>
      <xsl:variable name="part-8" select="substring-after($part-7,'#')"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:teiHeader/tei:revisionDesc/tei:change" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:teiHeader/tei:revisionDesc/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:teiHeader/tei:revisionDesc/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($agent or not(@who))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.who">
                     <xsl:attribute name="test">$agent or not(@who)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@who,'#')"/>"; an agent is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($agent) or $agent/self::tei:respStmt)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.who">
                     <xsl:attribute name="test">not($agent) or $agent/self::tei:respStmt</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@who,'#')"/>" is a <xsl:value-of select="local-name($agent[1])"/>; an agent, which is a respStmt, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($newer or not(@source))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.newer">
                     <xsl:attribute name="test">$newer or not(@source)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@source,'#')"/>"; a capture is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($newer) or $newer[self::tei:bibl][@type='capture'][parent::tei:sourceDesc])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.newer">
                     <xsl:attribute name="test">not($newer) or $newer[self::tei:bibl][@type='capture'][parent::tei:sourceDesc]</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@source,'#')"/>" is a <xsl:value-of select="local-name($newer[1])"/>; a capture is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(($part-1 = '' or key('id', substring-before(concat($part-1,' '),' '))) and ($part-2 = '' or key('id', substring-before(concat($part-2,' '),' '))) and ($part-3 = '' or key('id', substring-before(concat($part-3,' '),' '))) and ($part-4 = '' or key('id', substring-before(concat($part-4,' '),' '))) and ($part-5 = '' or key('id', substring-before(concat($part-5,' '),' '))) and ($part-6 = '' or key('id', substring-before(concat($part-6,' '),' '))) and ($part-7 = '' or key('id', substring-before(concat($part-7,' '),' '))) and ($part-8 = '' or key('id', substring-before(concat($part-8,' '),' '))))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.revision">
                     <xsl:attribute name="test">($part-1 = '' or key('id', substring-before(concat($part-1,' '),' '))) and ($part-2 = '' or key('id', substring-before(concat($part-2,' '),' '))) and ($part-3 = '' or key('id', substring-before(concat($part-3,' '),' '))) and ($part-4 = '' or key('id', substring-before(concat($part-4,' '),' '))) and ($part-5 = '' or key('id', substring-before(concat($part-5,' '),' '))) and ($part-6 = '' or key('id', substring-before(concat($part-6,' '),' '))) and ($part-7 = '' or key('id', substring-before(concat($part-7,' '),' '))) and ($part-8 = '' or key('id', substring-before(concat($part-8,' '),' ')))</xsl:attribute>
                     <svrl:text>@target is "<xsl:value-of select="@target"/>", and not all of these are parts of the record</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:text" priority="19" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="language" select="(/tei:TEI/tei:teiHeader/tei:profileDesc/tei:langUsage/tei:language)[1]/@ident"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:text" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:text</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:text</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(string(@xml:lang) = string($language))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="copy-differs.language">
                     <xsl:attribute name="test">string(@xml:lang) = string($language)</xsl:attribute>
                     <svrl:text>xml:lang is "<xsl:value-of select="@xml:lang"/>", the first language of the article "<xsl:value-of select="$language"/>"; the one repeats the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:div | tei:list" priority="18" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="depth" select="count(ancestor-or-self::tei:div) + count(ancestor-or-self::tei:list)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:div | tei:list" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:div | tei:list</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:div | tei:list</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($depth &lt;= 32)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="nested-too-deeply">
                     <xsl:attribute name="test">$depth &lt;= 32</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$depth"/> sections and lists stand within each other; at most 32 may</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:p | tei:head | tei:ab | tei:l | tei:seg | tei:cell" priority="17" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="stretch" select="substring-after(@source,'#char=')"/>
      <xsl:variable name="length" select="number(substring-after($stretch,',')) - number(substring-before($stretch,','))"/>
      <xsl:variable name="file" select="substring-before(concat(@source,'#'),'#')"/>
      <xsl:variable name="capture" select="key('capture', $file)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:p | tei:head | tei:ab | tei:l | tei:seg | tei:cell" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:p | tei:head | tei:ab | tei:l | tei:seg | tei:cell</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:p | tei:head | tei:ab | tei:l | tei:seg | tei:cell</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($capture or not(@source))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.source">
                     <xsl:attribute name="test">$capture or not(@source)</xsl:attribute>
                     <svrl:text>no capture lies in <xsl:value-of select="$file"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="origin-without-derivation">
                     <xsl:attribute name="test">not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation']</xsl:attribute>
                     <svrl:text>a stretch of the text of <xsl:value-of select="$capture[1]/@xml:id"/> is named, which does not say how text is derived from it</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($stretch = '' or $length = string-length(.))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="origin-length-differs">
                     <xsl:attribute name="test">$stretch = '' or $length = string-length(.)</xsl:attribute>
                     <svrl:text>the origin has <xsl:value-of select="$length"/> code points, the text of <xsl:value-of select="@xml:id"/> has <xsl:value-of select="string-length(.)"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:hi | tei:emph | tei:del | tei:add | tei:foreign" priority="16" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:hi | tei:emph | tei:del | tei:add | tei:foreign" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:hi | tei:emph | tei:del | tei:add | tei:foreign</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:hi | tei:emph | tei:del | tei:add | tei:foreign</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(string-length(.) &gt; 0)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="mark-of-wrong-width">
                     <xsl:attribute name="test">string-length(.) &gt; 0</xsl:attribute>
                     <svrl:text>this <xsl:value-of select="local-name()"/> holds no text; it holds at least one code point</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:ref" priority="15" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:ref" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:ref</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:ref</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(string-length(.) &gt; 0 or (@type != 'link' and @type != 'lost'))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="mark-of-wrong-width.link">
                     <xsl:attribute name="test">string-length(.) &gt; 0 or (@type != 'link' and @type != 'lost')</xsl:attribute>
                     <svrl:text>this link holds no text; it holds at least one code point</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type != 'note-call' or $to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.note">
                     <xsl:attribute name="test">@type != 'note-call' or $to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a foot- or endnote is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type != 'note-call' or not($to) or $to/self::tei:note)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.note">
                     <xsl:attribute name="test">@type != 'note-call' or not($to) or $to/self::tei:note</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; a foot- or endnote is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type != 'capture' or $to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.capture">
                     <xsl:attribute name="test">@type != 'capture' or $to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a capture is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type != 'capture' or not($to) or $to[self::tei:bibl][@type='capture'][parent::tei:sourceDesc])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.capture">
                     <xsl:attribute name="test">@type != 'capture' or not($to) or $to[self::tei:bibl][@type='capture'][parent::tei:sourceDesc]</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; a capture is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:quote" priority="14" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="place" select="substring-after(@source[../@type='anchor'],'(')"/>
      <xsl:variable name="id" select="substring-before($place,',')"/>
      <xsl:variable name="start" select="number(substring-before(substring-after($place,','),','))"/>
      <xsl:variable name="length" select="number(substring-before(substring-after(substring-after($place,','),','),')'))"/>
      <xsl:variable name="words" select="concat(self::*[@xml:space], normalize-space(self::*[not(@xml:space)]))"/>
      <xsl:variable name="lost" select="string(@source[../@type='lost' or ../@type='former'])"/>
      <xsl:variable name="holder" select="key('id', $id)"/>
      <xsl:variable name="block" select="$holder[self::tei:p or self::tei:head or self::tei:ab or self::tei:l or self::tei:seg or self::tei:cell]"/>
      <xsl:variable name="text" select="string($block[1])"/>
      <xsl:variable name="end" select="$start + $length"/>
      <xsl:variable name="found" select="substring($text, $start + 1, $length)"/>
      <xsl:variable name="seg" select="tei:seg[@type='exact'][1]"/>
      <xsl:variable name="was" select="number(substring-before(substring-after(substring-after($lost,','),','),')'))"/>
      <xsl:variable name="size" select="string-length($seg[@xml:space]) + string-length(normalize-space($seg[not(@xml:space)]))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:quote" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:quote</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:quote</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($holder or $id = '')">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.anchor">
                     <xsl:attribute name="test">$holder or $id = ''</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($block or not($holder))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.anchor">
                     <xsl:attribute name="test">$block or not($holder)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($holder[1])"/>; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or ($length &gt; 0 and $end &lt;= string-length($text)))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-out-of-range">
                     <xsl:attribute name="test">not($block) or ($length &gt; 0 and $end &lt;= string-length($text))</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/> is no stretch of <xsl:value-of select="$id"/>, which has <xsl:value-of select="string-length($text)"/> code points</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-words-differ">
                     <xsl:attribute name="test">not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text)</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$id"/> has "<xsl:value-of select="$found"/>" at <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/>, not "<xsl:value-of select="$words"/>"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($lost = '' or $was = $size)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-out-of-range.lost">
                     <xsl:attribute name="test">$lost = '' or $was = $size</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$seg"/>" has <xsl:value-of select="$size"/> code points; a place of <xsl:value-of select="$was"/> was never theirs</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@type or parent::tei:cit or string-length(.) &gt; 0)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="mark-of-wrong-width.quote">
                     <xsl:attribute name="test">@type or parent::tei:cit or string-length(.) &gt; 0</xsl:attribute>
                     <svrl:text>this quote holds no text; it holds at least one code point</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:cit" priority="13" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@corresp,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:cit" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:cit</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:cit</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($to or not(@corresp))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.quoted">
                     <xsl:attribute name="test">$to or not(@corresp)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a work or source is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($to) or $to[self::tei:bibl][parent::tei:listBibl])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.quoted">
                     <xsl:attribute name="test">not($to) or $to[self::tei:bibl][parent::tei:listBibl]</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; a work or source is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:date" priority="12" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="is-derived" select="boolean(@when-custom) and (@when or @from or @to)"/>
      <xsl:variable name="file" select="substring-before(concat(@source,'#'),'#')"/>
      <xsl:variable name="capture" select="key('capture', $file)"/>
      <xsl:variable name="plain" select="translate(@when-custom,'~?%','')"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:date" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:date</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:date</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($capture or not(@source))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.source">
                     <xsl:attribute name="test">$capture or not(@source)</xsl:attribute>
                     <svrl:text>no capture lies in <xsl:value-of select="$file"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="origin-without-derivation">
                     <xsl:attribute name="test">not($capture) or not(contains(@source,'#char=')) or $capture/tei:note[@type='derivation']</xsl:attribute>
                     <svrl:text>a stretch of the text of <xsl:value-of select="$capture[1]/@xml:id"/> is named, which does not say how text is derived from it</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@when-custom) or not(@when) or @when = $plain)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs">
                     <xsl:attribute name="test">not(@when-custom) or not(@when) or @when = $plain</xsl:attribute>
                     <svrl:text>@when is <xsl:value-of select="@when"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@from) or @from = substring-before($plain,'/'))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.from">
                     <xsl:attribute name="test">not(@from) or @from = substring-before($plain,'/')</xsl:attribute>
                     <svrl:text>@from is <xsl:value-of select="@from"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@to) or @to = substring-after($plain,'/'))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.to">
                     <xsl:attribute name="test">not(@to) or @to = substring-after($plain,'/')</xsl:attribute>
                     <svrl:text>@to is <xsl:value-of select="@to"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="number(translate(@notBefore,'-','')) &gt; number(translate(@notAfter,'-',''))">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.reversed">
                     <xsl:attribute name="test">number(translate(@notBefore,'-','')) &gt; number(translate(@notAfter,'-',''))</xsl:attribute>
                     <svrl:text>@notBefore, <xsl:value-of select="@notBefore"/>, is later than @notAfter, <xsl:value-of select="@notAfter"/>
                     </svrl:text>
                  </svrl:successful-report>
               </xsl:if>
               <xsl:if test="not(not($is-derived) or boolean(@precision) = (contains(@when-custom,'~') or contains(@when-custom,'%')))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.precision">
                     <xsl:attribute name="test">not($is-derived) or boolean(@precision) = (contains(@when-custom,'~') or contains(@when-custom,'%'))</xsl:attribute>
                     <svrl:text>@precision is "<xsl:value-of select="@precision"/>", @when-custom is <xsl:value-of select="@when-custom"/>; it is low with "~" and "%"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($is-derived) or boolean(@cert) = (contains(@when-custom,'?') or contains(@when-custom,'%')))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.cert">
                     <xsl:attribute name="test">not($is-derived) or boolean(@cert) = (contains(@when-custom,'?') or contains(@when-custom,'%'))</xsl:attribute>
                     <svrl:text>@cert is "<xsl:value-of select="@cert"/>", @when-custom is <xsl:value-of select="@when-custom"/>; it is low with "?" and "%"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:person | tei:org | tei:place" priority="11" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:person | tei:org | tei:place" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:person | tei:org | tei:place</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:person | tei:org | tei:place</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:event" priority="10" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="where" select="key('id', substring-after(@where,'#'))"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:variable name="plain" select="translate(@when-custom,'~?%','')"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:event" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:event</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:event</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@when-custom) or not(@when) or @when = $plain)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs">
                     <xsl:attribute name="test">not(@when-custom) or not(@when) or @when = $plain</xsl:attribute>
                     <svrl:text>@when is <xsl:value-of select="@when"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@from) or @from = substring-before($plain,'/'))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.from">
                     <xsl:attribute name="test">not(@from) or @from = substring-before($plain,'/')</xsl:attribute>
                     <svrl:text>@from is <xsl:value-of select="@from"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not(@to) or @to = substring-after($plain,'/'))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.to">
                     <xsl:attribute name="test">not(@to) or @to = substring-after($plain,'/')</xsl:attribute>
                     <svrl:text>@to is <xsl:value-of select="@to"/>, @when-custom is <xsl:value-of select="@when-custom"/>; the one is made from the other</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="number(translate(@notBefore,'-','')) &gt; number(translate(@notAfter,'-',''))">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="derived-date-differs.reversed">
                     <xsl:attribute name="test">number(translate(@notBefore,'-','')) &gt; number(translate(@notAfter,'-',''))</xsl:attribute>
                     <svrl:text>@notBefore, <xsl:value-of select="@notBefore"/>, is later than @notAfter, <xsl:value-of select="@notAfter"/>
                     </svrl:text>
                  </svrl:successful-report>
               </xsl:if>
               <xsl:if test="not($where or not(@where))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.where">
                     <xsl:attribute name="test">$where or not(@where)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@where,'#')"/>"; a place is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($where) or $where/self::tei:place)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.where">
                     <xsl:attribute name="test">not($where) or $where/self::tei:place</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@where,'#')"/>" is a <xsl:value-of select="local-name($where[1])"/>; a place is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:listBibl/tei:bibl" priority="9" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="to" select="key('id', substring-after(@corresp,'#'))"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:listBibl/tei:bibl" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:listBibl/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:listBibl/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($to or not(@corresp))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.work">
                     <xsl:attribute name="test">$to or not(@corresp)</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@corresp,'#')"/>"; a work is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($to) or $to[self::tei:bibl][../@type='works'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.work">
                     <xsl:attribute name="test">not($to) or $to[self::tei:bibl][../@type='works']</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@corresp,'#')"/>" is a <xsl:value-of select="local-name($to[1])"/>; a work is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:listBibl/tei:bibl/tei:ptr" priority="8" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="wanted" select="'a person, an organisation or a group'"/>
      <xsl:variable name="right" select="$to[self::tei:person or self::tei:org]"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:listBibl/tei:bibl/tei:ptr" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:listBibl/tei:bibl/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:listBibl/tei:bibl/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference">
                     <xsl:attribute name="test">$to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation/tei:note/tei:bibl | tei:desc/tei:bibl" priority="7" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@corresp,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="is-citation" select="../@type = 'citation'"/>
      <xsl:variable name="wanted" select="concat('a work', substring(' or source', 1, 10 * number($is-citation)))"/>
      <xsl:variable name="right" select="$to[self::tei:bibl][../@type='works' or ($is-citation and ../@type='sources')]"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation/tei:note/tei:bibl | tei:desc/tei:bibl" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note/tei:bibl | tei:desc/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note/tei:bibl | tei:desc/tei:bibl</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.evidence">
                     <xsl:attribute name="test">$to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.evidence">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation/tei:note/tei:ptr" priority="6" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="claimant" select="key('id', $id)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation/tei:note/tei:ptr" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($claimant)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.claimant">
                     <xsl:attribute name="test">$claimant</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a person, an organisation or a group is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($claimant) or $claimant[self::tei:person or self::tei:org])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.claimant">
                     <xsl:attribute name="test">not($claimant) or $claimant[self::tei:person or self::tei:org]</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($claimant[1])"/>; a person, an organisation or a group is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation" priority="5" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="is-assessment" select="@motivation = 'assessing'"/>
      <xsl:variable name="exact" select="tei:note[@type='exact']"/>
      <xsl:variable name="place" select="substring-after(@target,'#string-range(')"/>
      <xsl:variable name="id" select="substring-before($place,',')"/>
      <xsl:variable name="start" select="number(substring-before(substring-after($place,','),','))"/>
      <xsl:variable name="length" select="number(substring-before(substring-after(substring-after($place,','),','),')'))"/>
      <xsl:variable name="words" select="concat($exact[1][@xml:space], normalize-space($exact[1][not(@xml:space)]))"/>
      <xsl:variable name="places" select="number(contains(@target,'#string-range(')) + number(contains(@target,'#range(')) * (string-length(@target) - string-length(translate(@target,',','')) + 1) div 4"/>
      <xsl:variable name="on" select="tei:ptr[@type='on']/@target"/>
      <xsl:variable name="claim" select="key('id', substring-after(@target,'#'))"/>
      <xsl:variable name="decided" select="tei:revisionDesc/tei:change[@status != 'modified'][last()]/@status"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:variable name="holder" select="key('id', $id)"/>
      <xsl:variable name="block" select="$holder[self::tei:p or self::tei:head or self::tei:ab or self::tei:l or self::tei:seg or self::tei:cell]"/>
      <xsl:variable name="text" select="string($block[1])"/>
      <xsl:variable name="end" select="$start + $length"/>
      <xsl:variable name="found" select="substring($text, $start + 1, $length)"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($holder or $id = '')">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.anchor">
                     <xsl:attribute name="test">$holder or $id = ''</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($block or not($holder))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.anchor">
                     <xsl:attribute name="test">$block or not($holder)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($holder[1])"/>; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or ($length &gt; 0 and $end &lt;= string-length($text)))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-out-of-range">
                     <xsl:attribute name="test">not($block) or ($length &gt; 0 and $end &lt;= string-length($text))</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/> is no stretch of <xsl:value-of select="$id"/>, which has <xsl:value-of select="string-length($text)"/> code points</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-words-differ">
                     <xsl:attribute name="test">not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text)</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$id"/> has "<xsl:value-of select="$found"/>" at <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/>, not "<xsl:value-of select="$words"/>"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($places = count($exact))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="pointer-not-readable">
                     <xsl:attribute name="test">$places = count($exact)</xsl:attribute>
                     <svrl:text>@target points to <xsl:value-of select="$places"/> ranges, but notes have the words of <xsl:value-of select="count($exact)"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($places &gt; 0 or $is-assessment or @target = $on or (not($on) and substring-after(@target,'#') = /tei:TEI/@xml:id))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="target-differs">
                     <xsl:attribute name="test">$places &gt; 0 or $is-assessment or @target = $on or (not($on) and substring-after(@target,'#') = /tei:TEI/@xml:id)</xsl:attribute>
                     <svrl:text>@target is "<xsl:value-of select="@target"/>"; without a place in the text it names what "on" names, or the record</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($decided) or contains(concat(@ana,' '), concat('#status.', $decided, ' ')) or ($decided = 'proposed' and not(contains(@ana,'#status.'))))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="history-disagrees-with-status">
                     <xsl:attribute name="test">not($decided) or contains(concat(@ana,' '), concat('#status.', $decided, ' ')) or ($decided = 'proposed' and not(contains(@ana,'#status.')))</xsl:attribute>
                     <svrl:text>the status is <xsl:value-of select="concat(substring('accepted', 1, 8 * number(contains(@ana,'#status.accepted'))), substring('rejected', 1, 8 * number(contains(@ana,'#status.rejected'))), substring('proposed', 1, 8 * number(not(contains(@ana,'#status.')))))"/>, but it was last <xsl:value-of select="$decided"/>
                     </svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($is-assessment) or $claim)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.claim">
                     <xsl:attribute name="test">not($is-assessment) or $claim</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@target,'#')"/>"; a claim is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($is-assessment) or not($claim) or $claim[self::tei:annotation][@motivation='classifying'])">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.claim">
                     <xsl:attribute name="test">not($is-assessment) or not($claim) or $claim[self::tei:annotation][@motivation='classifying']</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@target,'#')"/>" is a <xsl:value-of select="local-name($claim[1])"/>; a claim is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($is-assessment) or tei:note[@type='evidence'] or contains(@ana,'#verdict.doubt') or (contains(@ana,'#verdict.unverifiable') and normalize-space(tei:note[@type='reasoning'])))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="verdict-without-evidence">
                     <xsl:attribute name="test">not($is-assessment) or tei:note[@type='evidence'] or contains(@ana,'#verdict.doubt') or (contains(@ana,'#verdict.unverifiable') and normalize-space(tei:note[@type='reasoning']))</xsl:attribute>
                     <svrl:text>a verdict "<xsl:value-of select="substring-after(substring-before(concat(@ana,' '),' '),'.')"/>" without evidence; name a work, or make it a doubt</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation/tei:note" priority="4" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="before" select="count(preceding-sibling::tei:note[@type='exact'])"/>
      <xsl:variable name="pair-1" select="substring-after(substring-after(../@target[current()/@type='exact'],'#range('),'string-index(')"/>
      <xsl:variable name="pair-2" select="substring-after(substring-after($pair-1,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-3" select="substring-after(substring-after($pair-2,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-4" select="substring-after(substring-after($pair-3,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-5" select="substring-after(substring-after($pair-4,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-6" select="substring-after(substring-after($pair-5,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-7" select="substring-after(substring-after($pair-6,'string-index('),'string-index(')"/>
      <xsl:variable name="pair-8" select="substring-after(substring-after($pair-7,'string-index('),'string-index(')"/>
      <xsl:variable name="pair" select="concat(substring($pair-1, 1 div number($before = 0)), substring($pair-2, 1 div number($before = 1)), substring($pair-3, 1 div number($before = 2)), substring($pair-4, 1 div number($before = 3)), substring($pair-5, 1 div number($before = 4)), substring($pair-6, 1 div number($before = 5)), substring($pair-7, 1 div number($before = 6)), substring($pair-8, 1 div number($before = 7)))"/>
      <xsl:variable name="id" select="substring-before($pair,',')"/>
      <xsl:variable name="start" select="number(substring-before(substring-after($pair,','),')'))"/>
      <xsl:variable name="length" select="number(substring-before(substring-after(substring-after($pair,'string-index('),','),')')) - $start"/>
      <xsl:variable name="words" select="concat(self::*[@xml:space], normalize-space(self::*[not(@xml:space)]))"/>
      <xsl:variable name="lost" select="string(@target[../@type='lost'])"/>
      <xsl:variable name="holder" select="key('id', $id)"/>
      <xsl:variable name="block" select="$holder[self::tei:p or self::tei:head or self::tei:ab or self::tei:l or self::tei:seg or self::tei:cell]"/>
      <xsl:variable name="text" select="string($block[1])"/>
      <xsl:variable name="end" select="$start + $length"/>
      <xsl:variable name="found" select="substring($text, $start + 1, $length)"/>
      <xsl:variable name="seg" select="tei:seg[@type='exact'][1]"/>
      <xsl:variable name="was" select="number(substring-before(substring-after(substring-after($lost,','),','),')'))"/>
      <xsl:variable name="size" select="string-length($seg[@xml:space]) + string-length(normalize-space($seg[not(@xml:space)]))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation/tei:note" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:note</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($holder or $id = '')">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.anchor">
                     <xsl:attribute name="test">$holder or $id = ''</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($block or not($holder))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.anchor">
                     <xsl:attribute name="test">$block or not($holder)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($holder[1])"/>; a block that holds text is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or ($length &gt; 0 and $end &lt;= string-length($text)))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-out-of-range">
                     <xsl:attribute name="test">not($block) or ($length &gt; 0 and $end &lt;= string-length($text))</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/> is no stretch of <xsl:value-of select="$id"/>, which has <xsl:value-of select="string-length($text)"/> code points</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-words-differ">
                     <xsl:attribute name="test">not($block) or $found = $words or not($length &gt; 0) or $end &gt; string-length($text)</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$id"/> has "<xsl:value-of select="$found"/>" at <xsl:value-of select="$start"/> to <xsl:value-of select="$end"/>, not "<xsl:value-of select="$words"/>"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($lost = '' or $was = $size)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="anchor-out-of-range.lost">
                     <xsl:attribute name="test">$lost = '' or $was = $size</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$seg"/>" has <xsl:value-of select="$size"/> code points; a place of <xsl:value-of select="$was"/> was never theirs</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($pair = '' or starts-with(substring-after($pair,'string-index('), concat($id,',')))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="pointer-not-readable.pair">
                     <xsl:attribute name="test">$pair = '' or starts-with(substring-after($pair,'string-index('), concat($id,','))</xsl:attribute>
                     <svrl:text>the points "<xsl:value-of select="substring-before(concat($pair,')'),')')"/>" and "<xsl:value-of select="substring-before(concat(substring-after($pair,'string-index('),')'),')')"/>" stand in two blocks; a stretch stands in one</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation/tei:ptr" priority="3" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="wanted" select="concat(substring('an entity or a work', 1, 99 * number(@type = 'about' or @type = 'refers-to')), substring('a claim, annotation, assessment or relation', 1, 99 * number(@type = 'on')), substring('an assessment', 1, 99 * number(@type = 'supersedes')))"/>
      <xsl:variable name="right" select="((@type = 'about' or @type = 'refers-to') and $to[self::tei:person or self::tei:org or self::tei:place or self::tei:event or self::tei:bibl[../@type='works']]) or (@type = 'on' and $to[self::tei:annotation or self::tei:relation]) or (@type = 'supersedes' and $to[self::tei:annotation][@motivation='assessing'])"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation/tei:ptr" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:ptr</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not($to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference">
                     <xsl:attribute name="test">$to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="@type = 'supersedes' and $right and $to/@target != ../@target">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="supersedes-wrongly">
                     <xsl:attribute name="test">@type = 'supersedes' and $right and $to/@target != ../@target</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is about <xsl:value-of select="$to[1]/@target"/>, not <xsl:value-of select="../@target"/>
                     </svrl:text>
                  </svrl:successful-report>
               </xsl:if>
               <xsl:if test="@type = 'supersedes' and $id = ../@xml:id">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="supersedes-wrongly.itself">
                     <xsl:attribute name="test">@type = 'supersedes' and $id = ../@xml:id</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" supersedes itself</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:annotation/tei:revisionDesc/tei:change" priority="2" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:annotation/tei:revisionDesc/tei:change" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:revisionDesc/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:annotation/tei:revisionDesc/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:relation" priority="1" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@active,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="right" select="$to[self::tei:annotation][@motivation='classifying']"/>
      <xsl:variable name="wanted" select="'a claim'"/>
      <xsl:variable name="object" select="key('id', substring-after(@passive,'#'))"/>
      <xsl:variable name="is-claim" select="boolean($object[self::tei:annotation][@motivation='classifying'])"/>
      <xsl:variable name="is-source" select="boolean($object[self::tei:bibl][../@type='sources'])"/>
      <xsl:variable name="to-source" select="starts-with(@ref,'http://purl.org/spar/cito/')"/>
      <xsl:variable name="decided" select="key('change', @xml:id)[@status != 'modified'][last()]/@status"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:relation" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:relation</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:relation</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference">
                     <xsl:attribute name="test">$to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(@name = substring(@ref, string-length(@ref) - string-length(@name) + 1))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="relation-name-differs">
                     <xsl:attribute name="test">@name = substring(@ref, string-length(@ref) - string-length(@name) + 1)</xsl:attribute>
                     <svrl:text>@name is "<xsl:value-of select="@name"/>", @ref is <xsl:value-of select="@ref"/>; both name one term</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($object)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.passive">
                     <xsl:attribute name="test">$object</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@passive,'#')"/>"; a claim or source is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($object) or $is-claim or $is-source)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.passive">
                     <xsl:attribute name="test">not($object) or $is-claim or $is-source</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@passive,'#')"/>" is a <xsl:value-of select="local-name($object[1])"/>; a claim or source is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="($to-source and $is-claim) or (not($to-source) and $is-source)">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="relation-ends-disagree">
                     <xsl:attribute name="test">($to-source and $is-claim) or (not($to-source) and $is-source)</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="@name"/> leads to a <xsl:value-of select="concat(substring('source', 1, 9 * number($to-source)), substring('claim', 1, 9 * number(not($to-source))))"/>; "<xsl:value-of select="substring-after(@passive,'#')"/>" is none</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
               <xsl:if test="@active = @passive">
                  <svrl:successful-report xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="relation-ends-disagree.itself">
                     <xsl:attribute name="test">@active = @passive</xsl:attribute>
                     <svrl:text>
                        <xsl:value-of select="$id"/> is related to itself</svrl:text>
                  </svrl:successful-report>
               </xsl:if>
               <xsl:if test="not(not($decided) or contains(concat(@ana,' '), concat('#status.', $decided, ' ')) or ($decided = 'proposed' and not(contains(@ana,'#status.'))))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="history-disagrees-with-status.relation">
                     <xsl:attribute name="test">not($decided) or contains(concat(@ana,' '), concat('#status.', $decided, ' ')) or ($decided = 'proposed' and not(contains(@ana,'#status.')))</xsl:attribute>
                     <svrl:text>it was last <xsl:value-of select="$decided"/>, but @ana is "<xsl:value-of select="@ana"/>"</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:template match="tei:standOff/tei:listChange/tei:change" priority="0" mode="d7e29">
      <xsl:param name="schxslt:patterns-matched" as="xs:string*"/>
      <xsl:variable name="id" select="substring-after(@target,'#')"/>
      <xsl:variable name="to" select="key('id', $id)"/>
      <xsl:variable name="right" select="$to/self::tei:relation"/>
      <xsl:variable name="wanted" select="'a relation'"/>
      <xsl:variable name="revision" select="key('id', substring-after(@change,'#'))"/>
      <xsl:choose>
         <xsl:when test="$schxslt:patterns-matched[. = 'd7e29']">
            <schxslt:rule pattern="d7e29">
               <xsl:comment xmlns:svrl="http://purl.oclc.org/dsdl/svrl">WARNING: Rule for context "tei:standOff/tei:listChange/tei:change" shadowed by preceding rule</xsl:comment>
               <svrl:suppressed-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:standOff/tei:listChange/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:suppressed-rule>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="$schxslt:patterns-matched"/>
            </xsl:next-match>
         </xsl:when>
         <xsl:otherwise>
            <schxslt:rule pattern="d7e29">
               <svrl:fired-rule xmlns:svrl="http://purl.oclc.org/dsdl/svrl">
                  <xsl:attribute name="context">tei:standOff/tei:listChange/tei:change</xsl:attribute>
                  <xsl:variable name="documentUri" as="xs:anyURI?" select="document-uri()"/>
                  <xsl:if test="exists($documentUri)">
                     <xsl:attribute name="document" select="$documentUri"/>
                  </xsl:if>
               </svrl:fired-rule>
               <xsl:if test="not(not(@change) or $revision)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference.change">
                     <xsl:attribute name="test">not(@change) or $revision</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="substring-after(@change,'#')"/>"; a revision is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not(not($revision) or $revision/self::tei:change)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind.change">
                     <xsl:attribute name="test">not($revision) or $revision/self::tei:change</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="substring-after(@change,'#')"/>" is a <xsl:value-of select="local-name($revision[1])"/>; a revision, which is a change, is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($to)">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="dangling-reference">
                     <xsl:attribute name="test">$to</xsl:attribute>
                     <svrl:text>nothing has the id "<xsl:value-of select="$id"/>"; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
               <xsl:if test="not($right or not($to))">
                  <svrl:failed-assert xmlns:svrl="http://purl.oclc.org/dsdl/svrl" location="{schxslt:location(.)}" id="reference-to-wrong-kind">
                     <xsl:attribute name="test">$right or not($to)</xsl:attribute>
                     <svrl:text>"<xsl:value-of select="$id"/>" is a <xsl:value-of select="local-name($to[1])"/>; <xsl:value-of select="$wanted"/> is expected</svrl:text>
                  </svrl:failed-assert>
               </xsl:if>
            </schxslt:rule>
            <xsl:next-match>
               <xsl:with-param name="schxslt:patterns-matched" as="xs:string*" select="($schxslt:patterns-matched, 'd7e29')"/>
            </xsl:next-match>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>
   <xsl:function name="schxslt:location" as="xs:string">
      <xsl:param name="node" as="node()"/>
      <xsl:variable name="segments" as="xs:string*">
         <xsl:for-each select="($node/ancestor-or-self::node())">
            <xsl:variable name="position">
               <xsl:number level="single"/>
            </xsl:variable>
            <xsl:choose>
               <xsl:when test=". instance of element()">
                  <xsl:value-of select="concat('Q{', namespace-uri(.), '}', local-name(.), '[', $position, ']')"/>
               </xsl:when>
               <xsl:when test=". instance of attribute()">
                  <xsl:value-of select="concat('@Q{', namespace-uri(.), '}', local-name(.))"/>
               </xsl:when>
               <xsl:when test=". instance of processing-instruction()">
                  <xsl:value-of select="concat('processing-instruction(&quot;', name(.), '&quot;)[', $position, ']')"/>
               </xsl:when>
               <xsl:when test=". instance of comment()">
                  <xsl:value-of select="concat('comment()[', $position, ']')"/>
               </xsl:when>
               <xsl:when test=". instance of text()">
                  <xsl:value-of select="concat('text()[', $position, ']')"/>
               </xsl:when>
               <xsl:otherwise/>
            </xsl:choose>
         </xsl:for-each>
      </xsl:variable>
      <xsl:value-of select="concat('/', string-join($segments, '/'))"/>
   </xsl:function>
</xsl:transform>
